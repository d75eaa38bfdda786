package org.gatehouse.camera.session;

import org.gatehouse.contract.time.Ticker;

/**
 * Maps monotonic time to the wall clock so that it never goes back. It follows the wall clock by
 * slewing: 0.5 ms a second while they are less than a second apart; a wall clock set forward by
 * more is followed at once, one set back by more at half speed. Thread-safe.
 */
final class WallClock {
  private static final long STEP_MICROS = 1_000_000;
  private static final long LOOK_NANOS = 1_000_000_000;
  private static final double GENTLE = 0.0005;
  private static final double HARD = 0.5;

  private final Ticker ticker;
  private long anchorNanos;
  private long anchorMicros;
  private double rate = 1;

  WallClock(Ticker ticker) {
    this.ticker = ticker;
    this.anchorNanos = ticker.nanos();
    this.anchorMicros = ticker.epochMicros();
  }

  /** The wall-clock time of a moment not long ago, in microseconds since 1970. */
  synchronized long epochMicros(long nanos) {
    long now = ticker.nanos();
    if (now - anchorNanos >= LOOK_NANOS) {
      follow(now);
    }
    return map(nanos);
  }

  private void follow(long now) {
    long mapped = map(now);
    long ahead = mapped - ticker.epochMicros();
    anchorNanos = now;
    anchorMicros = ahead < -STEP_MICROS ? mapped - ahead : mapped;
    if (ahead < -STEP_MICROS || ahead == 0) {
      rate = 1;
    } else if (ahead > STEP_MICROS) {
      rate = 1 - HARD;
    } else {
      double correction = (double) -ahead / STEP_MICROS;
      rate = 1 + Math.clamp(correction, -GENTLE, GENTLE);
    }
  }

  private long map(long nanos) {
    return anchorMicros + Math.round((nanos - anchorNanos) * rate / 1000);
  }
}
