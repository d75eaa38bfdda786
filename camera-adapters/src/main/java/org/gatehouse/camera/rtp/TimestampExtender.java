package org.gatehouse.camera.rtp;

/**
 * Extends RTP timestamps of a 90 kHz clock past 32 bits. A camera whose timestamps jump, forwards
 * or back, by far more than time has passed gets a new anchor at the time that has passed, so that
 * ticks go on evenly. Not thread-safe.
 */
public final class TimestampExtender {
  private static final long NANOS_PER_TICK_TIMES_9 = 100_000;
  private static final long BELIEVABLE_TICKS = 10L * 90_000;

  private boolean started;
  private int lastTimestamp;
  private long lastNanos;
  private long ticks;
  private long jumps;

  /**
   * The extended time of a picture.
   *
   * @param timestamp as in the packet
   * @param nanos monotonic time of arrival
   */
  public long extend(int timestamp, long nanos) {
    if (started) {
      int step = timestamp - lastTimestamp;
      long passed = (nanos - lastNanos) * 9 / NANOS_PER_TICK_TIMES_9;
      boolean jumped = Math.abs(step - passed) > BELIEVABLE_TICKS;
      ticks += jumped ? Math.max(1, passed) : step;
      jumps += jumped ? 1 : 0;
    } else {
      started = true;
      ticks = timestamp & 0xffff_ffffL;
    }
    lastTimestamp = timestamp;
    lastNanos = nanos;
    return ticks;
  }

  /** Times that timestamps jumped so far. */
  public long jumps() {
    return jumps;
  }
}
