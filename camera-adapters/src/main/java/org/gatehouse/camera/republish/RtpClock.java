package org.gatehouse.camera.republish;

/**
 * One track's RTP timestamps: the stream's own clock, but where it jumps, as when a camera came
 * back, the server's clock bridges the gap. Owner: one session.
 */
final class RtpClock {
  private static final int JUMP_SECONDS = 2;

  private final int rate;
  private long shift;
  private long lastTime;
  private long lastMicros;
  private boolean started;

  /**
   * A clock.
   *
   * @param first the first timestamp
   */
  RtpClock(int rate, int first) {
    this.rate = rate;
    this.lastTime = first;
  }

  /** The timestamp of what has those ticks and was received then; may be earlier than the last. */
  int time(long ticks, long epochMicros) {
    if (!started) {
      started = true;
      shift = lastTime - ticks;
      lastMicros = epochMicros;
    }
    long passed = Math.max(0, (epochMicros - lastMicros) * rate / 1_000_000);
    long time = ticks + shift;
    if (Math.abs(time - (lastTime + passed)) > (long) JUMP_SECONDS * rate) {
      time = lastTime + Math.max(1, passed);
      shift = time - ticks;
    }
    lastTime = time;
    lastMicros = epochMicros;
    return (int) time;
  }
}
