package org.gatehouse.bench.ingest;

import org.gatehouse.bench.fleet.Loss;
import org.gatehouse.bench.report.BenchReport;
import org.jspecify.annotations.Nullable;

/** The figures that a run comes to. */
final class IngestFigures {
  private static final double DIGITS = 10_000;

  private IngestFigures() {}

  static BenchReport of(int cameras, IngestRun.Result result, BenchReport report) {
    EngineStage.Result receive = result.receive();
    EngineStage.Result record = result.record();
    Loss loss = receive.loss().plus(record.loss());
    Window recorded = record.window();
    return report
        .put("cameras", "cameras", cameras)
        .put("fullRateCameras", "cameras at full rate", fullRate(receive, record))
        .put("unitsSent", "access units sent", loss.sent())
        .put("unitsReceived", "access units received", loss.received())
        .put("lost", "access units lost", loss.lost())
        .put("floorCpuSecondsPerGbit", "floor reader, CPU s/Gbit", cost(result.floor()))
        .put("receiveCpuSecondsPerGbit", "receive, CPU s/Gbit", cost(receive.window()))
        .put("recordCpuSecondsPerGbit", "receive + record, CPU s/Gbit", cost(recorded))
        .put("ffmpegNullCpuSecondsPerGbit", "ffmpeg to null, CPU s/Gbit", cost(result.ffmpegNull()))
        .put(
            "ffmpegRecordCpuSecondsPerGbit",
            "ffmpeg into fMP4, CPU s/Gbit",
            cost(result.ffmpegRecord()))
        .put("ratioToFloor", "receive / floor reader", ratio(receive.window(), result.floor()))
        .put(
            "coresReceiveAndRecord",
            "receive + record, cores",
            rounded(recorded.cpuSeconds() / recorded.seconds()))
        .put("watchCores", "child processes, cores", rounded(record.watchCores()))
        .put("rssMiB", "memory of receive + record, MiB", rounded(record.rssMiB()))
        .put("receiveRssMiB", "memory of receive, MiB", rounded(receive.rssMiB()))
        .put(
            "rssSlopeMiBPerMinute",
            "memory of receive + record, MiB a minute",
            rounded(record.rssSlopeMiBPerMinute()))
        .put("farmCores", "the cameras themselves, cores", rounded(record.farmCores()));
  }

  private static int fullRate(EngineStage.Result receive, EngineStage.Result record) {
    return Math.min(receive.window().fullRateCameras(), record.window().fullRateCameras());
  }

  private static @Nullable Double cost(@Nullable Window window) {
    return window == null ? null : rounded(window.cpuSecondsPerGbit());
  }

  private static @Nullable Double ratio(Window window, @Nullable Window floor) {
    return floor == null ? null : rounded(window.cpuSecondsPerGbit() / floor.cpuSecondsPerGbit());
  }

  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
