package org.gatehouse.bench.accuracy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.gatehouse.bench.report.BenchReport;

/** CPU time of the calling thread, by stage: all there is, see {@link #onOneThread}. */
final class StageTimes {
  /** Where time goes. */
  enum Stage {
    DECODE,
    DETECT,
    RECOGNISE,
    WHOLE
  }

  private static final double NANOS_PER_MILLI = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);

  /**
   * Keeps OpenCV from sharing its work with threads of its own, whose time would not be counted;
   * the models do so by how they are loaded.
   */
  static void onOneThread() {
    opencv_core.setNumThreads(1);
  }

  /** A moment, for {@link #add}. */
  long now() {
    return threads.getCurrentThreadCpuTime();
  }

  void add(Stage stage, long since) {
    nanos.merge(stage, now() - since, Long::sum);
  }

  /** Milliseconds for reading one picture, without decoding its file. */
  double perPicture(int pictures) {
    return Math.round(millis(Stage.WHOLE, pictures) * 10) / 10.0;
  }

  void fill(BenchReport report, int pictures) {
    double detect = millis(Stage.DETECT, pictures);
    double recognise = millis(Stage.RECOGNISE, pictures);
    report
        .note("CPU ms: decoding the file", text(millis(Stage.DECODE, pictures)))
        .note("CPU ms: detection", text(detect))
        .note("CPU ms: recognition", text(recognise))
        .note(
            "CPU ms: rectification, formats, choice",
            text(millis(Stage.WHOLE, pictures) - detect - recognise));
  }

  private double millis(Stage stage, int pictures) {
    return nanos.getOrDefault(stage, 0L) / NANOS_PER_MILLI / Math.max(1, pictures);
  }

  private static String text(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
