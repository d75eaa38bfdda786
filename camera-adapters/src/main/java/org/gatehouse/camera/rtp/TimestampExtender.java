package org.gatehouse.camera.rtp;

/**
 * Extends RTP timestamps past 32 bits. A camera whose timestamps jump, forwards or back, by far
 * more than time has passed gets a new anchor at the time that has passed, so that ticks go on
 * evenly. Not thread-safe.
 */
public final class TimestampExtender {
  private static final int BELIEVABLE_SECONDS = 10;
  private static final long NANOS_PER_MICRO = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final int clockRate;
  private final long believableTicks;
  private boolean started;
  private int lastTimestamp;
  private long lastNanos;
  private long ticks;
  private long jumps;

  /** With the stream's ticks in a second. */
  public TimestampExtender(int clockRate) {
    this.clockRate = clockRate;
    this.believableTicks = (long) BELIEVABLE_SECONDS * clockRate;
  }

  /**
   * The extended time of a picture.
   *
   * @param timestamp as in the packet
   * @param nanos monotonic time of arrival
   */
  public long extend(int timestamp, long nanos) {
    if (started) {
      int step = timestamp - lastTimestamp;
      long passed = (nanos - lastNanos) / NANOS_PER_MICRO * clockRate / MICROS_PER_SECOND;
      boolean jumped = Math.abs(step - passed) > believableTicks;
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
