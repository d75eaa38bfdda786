package org.gatehouse.analytics.worker.passage;

/** Says which frames are analysed: at most one in each period. Used by the lane's thread. */
final class FramePacer {
  private final long periodMicros;
  private boolean started;
  private long nextMicros;

  FramePacer(double framesPerSecond) {
    this.periodMicros = Math.round(1_000_000 / framesPerSecond);
  }

  /** Whether a frame of this time is due; does not count it as taken. */
  boolean wants(long micros) {
    return !started || micros >= nextMicros || micros < nextMicros - 2 * periodMicros;
  }

  /** A frame of this time is analysed. */
  void taken(long micros) {
    boolean steady = started && micros >= nextMicros && micros - nextMicros < periodMicros / 2;
    // Counting on from the due time keeps the mean rate when frames do not divide the period.
    started = true;
    nextMicros = (steady ? nextMicros : micros) + periodMicros;
  }
}
