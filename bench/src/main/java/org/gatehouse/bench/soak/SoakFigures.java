package org.gatehouse.bench.soak;

import org.gatehouse.bench.report.BenchReport;

/** The figures of a soak, and whether they are good. */
final class SoakFigures {
  private static final double GIGA = 1e9;
  private static final double DIGITS = 1_000;

  /** A slope through fewer points says nothing. */
  private static final int LEAST_SAMPLES = 10;

  private SoakFigures() {}

  /**
   * Whether nothing grew, leaked, was lost or went over the quota.
   *
   * @param slackBytes what may lie on the disk beyond the quota
   */
  static boolean good(SoakRun.Result result, Quota quota, long slackBytes) {
    return flat(result)
        && result.nettyLeaks() == 0
        && result.lostOnSteady() == 0
        && result.steadyReopened() == 0
        && result.mostRecordedBytes() <= quota.bytes() + slackBytes;
  }

  private static boolean flat(SoakRun.Result result) {
    return result.samples() >= LEAST_SAMPLES && result.trends().flat();
  }

  static void fill(BenchReport report, SoakRun.Result result, Quota quota, long slackBytes) {
    Trends trends = result.trends();
    trend(report, "rss", "MiB", "memory (RSS)", trends.rss);
    trend(report, "direct", "MiB", "memory outside of the heap (direct)", trends.direct);
    trend(report, "heap", "MiB", "heap after collections", trends.heap);
    trend(report, "childrenRss", "MiB", "memory (RSS) of child processes", trends.childrenRss);
    trend(report, "fd", "", "file descriptors", trends.files);
    trend(report, "thread", "", "threads", trends.threads);
    report
        .put("samples", "samples after the warm-up", result.samples())
        .put("flat", "flat", flat(result))
        .put("nettyLeaks", "Netty leaks", result.nettyLeaks())
        .put("flappingCameras", "cameras that flapped", result.flapping())
        .put("sessionsEnded", "sessions of theirs opened anew", result.sessionsEnded())
        .put("steadyReopened", "other cameras opened anew", result.steadyReopened())
        .put("lostOnSteady", "access units lost on other cameras", result.lostOnSteady())
        .put("deletedSegments", "segments deleted for the quota", result.deletedSegments())
        .put("quotaGB", "quota, GB", quota.bytes() / GIGA)
        .put("quotaSlackGB", "allowed beyond it, GB", rounded(slackBytes / GIGA))
        .put(
            "maxRecordedGB",
            "most recorded at once, GB",
            rounded(result.mostRecordedBytes() / GIGA))
        .put("good", "all good", good(result, quota, slackBytes));
  }

  private static void trend(
      BenchReport report, String key, String unit, String label, Trend trend) {
    String comma = unit.isEmpty() ? "" : ", " + unit;
    report
        .put(
            key + "Slope" + unit + "PerMinute",
            label + comma + " a minute",
            rounded(trend.perMinute()))
        .put(key + "Min" + unit, label + comma + ", least", rounded(trend.least()))
        .put(key + "Max" + unit, label + comma + ", most", rounded(trend.most()))
        .put(
            key + "Limit" + unit,
            label + comma + ", rise that counts as flat",
            rounded(trend.limit()));
  }

  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
