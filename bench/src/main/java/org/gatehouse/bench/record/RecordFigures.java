package org.gatehouse.bench.record;

import org.gatehouse.bench.report.BenchReport;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to; CPU-seconds for each GB (10^9 bytes) written in the window.
 *
 * @param copy null without gcc
 * @param libavformat null without gcc, which its syncs need
 */
record RecordFigures(
    int cameras,
    double megabytesPerSecond,
    double recorder,
    @Nullable Double copy,
    @Nullable Double libavformat,
    long lost,
    Playability files) {
  void fill(BenchReport report) {
    report
        .put("cameras", "cameras", cameras)
        .put("megabytesPerSecond", "MB/s written", rounded(megabytesPerSecond))
        .put("cpuSecondsPerGb", "recorder, CPU s/GB", rounded(recorder))
        .put("copyCpuSecondsPerGb", "copy, CPU s/GB", rounded(copy))
        .put("libavformatCpuSecondsPerGb", "libavformat, CPU s/GB", rounded(libavformat))
        .put("ratioToCopy", "recorder to copy", ratio(copy))
        .put("ratioToLibavformat", "recorder to libavformat", ratio(libavformat))
        .put("lost", "access units lost", lost)
        .put("files", "files recorded", files.files())
        .put("unplayable", "of those unplayable", files.unplayable())
        .put(
            "durationErrorPercent",
            "largest error of a camera's duration, %",
            rounded(files.durationErrorPercent()));
  }

  private @Nullable Double ratio(@Nullable Double to) {
    return to == null ? null : rounded(recorder / to);
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * 1000) / 1000.0;
  }
}
