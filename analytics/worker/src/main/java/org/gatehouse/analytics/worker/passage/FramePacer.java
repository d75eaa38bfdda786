package org.gatehouse.analytics.worker.passage;

/**
 * Says which frames are analysed: at most one in each period, which may be changed at any time.
 * Used by the lane's thread.
 */
final class FramePacer {
  private long periodMicros;
  private boolean started;
  private long fromMicros;

  FramePacer(double framesPerSecond) {
    pace(framesPerSecond);
  }

  /** Changes the rate; counts from the frame taken last. */
  void pace(double framesPerSecond) {
    periodMicros = Math.round(1_000_000 / framesPerSecond);
  }

  /** Whether a frame of this time is due; does not count it as taken. */
  boolean wants(long micros) {
    long next = fromMicros + periodMicros;
    return !started || micros >= next || micros < fromMicros - periodMicros;
  }

  /** A frame of this time is analysed. */
  void taken(long micros) {
    long next = fromMicros + periodMicros;
    boolean steady = started && micros >= next && micros - next < periodMicros / 2;
    // Counting on from the due time keeps the mean rate when frames do not divide the period.
    started = true;
    fromMicros = steady ? next : micros;
  }
}
