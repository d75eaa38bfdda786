package org.gatehouse.analytics.worker.lane;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.gatehouse.analytics.messages.LaneReport;

/** Counts what a lane does, in CPU time of the lane's thread. Owned by that thread. */
final class LaneTally {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long decoded;
  private long skipped;
  private long analysed;
  private int mostWaiting;
  private long decodeNanos;
  private long inferenceNanos;
  private long errorsBefore;
  private long detectionsBefore;

  /** CPU time of the calling thread, for {@link #decodedSince} and {@link #analysedSince}. */
  static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** A unit was decoded; returns what that took. */
  long decodedSince(long cpuNanos) {
    long took = cpuNanos() - cpuNanos;
    decoded++;
    decodeNanos += took;
    return took;
  }

  /** A picture was analysed; returns what that took. */
  long analysedSince(long cpuNanos) {
    long took = cpuNanos() - cpuNanos;
    inferenceNanos += took;
    return took;
  }

  /** A part of it was analysed by others meanwhile. */
  void analysedBeside(long cpuNanos) {
    inferenceNanos += cpuNanos;
  }

  /** A picture is about to be analysed while so many units wait. */
  void analysing(int waiting) {
    analysed++;
    mostWaiting = Math.max(mostWaiting, waiting);
  }

  void skipped() {
    skipped++;
  }

  /** The counts since the report before; {@code errors} and {@code detections} are totals. */
  LaneReport report(int lane, long errors, long detections) {
    LaneReport report =
        LaneReport.newBuilder()
            .setLane(lane)
            .setDecoded(decoded)
            .setSkipped(skipped)
            .setAnalysed(analysed)
            .setWaiting(mostWaiting)
            .setErrors(errors - errorsBefore)
            .setDecodeNanos(decodeNanos)
            .setInferenceNanos(inferenceNanos)
            .setDetections(detections - detectionsBefore)
            .build();
    decoded = 0;
    skipped = 0;
    analysed = 0;
    mostWaiting = 0;
    decodeNanos = 0;
    inferenceNanos = 0;
    errorsBefore = errors;
    detectionsBefore = detections;
    return report;
  }
}
