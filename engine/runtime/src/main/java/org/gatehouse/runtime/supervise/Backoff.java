package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between the tries of one stream. They double from 1 s and stop at 8 s for the first
 * five minutes of an outage, at 60 s after that; each is anywhere in the upper half of its step
 * (the first in all of it), so that cameras which failed in step come back out of step.
 *
 * <p>Why not straight to 60 s: most outages are a camera or a switch that restarts, and whoever
 * waits 60 s is away for a minute after it is back. After five minutes the {@link RecoveryWave}
 * looks after that instead. Owned by the supervisor thread.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long EARLY_MOST_MILLIS = 8_000;
  private static final long MOST_MILLIS = 60_000;
  private static final long LEAST_MILLIS = 100;
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private long ceilingMillis = FIRST_MILLIS;
  private boolean trouble;
  private long troubleSinceNanos;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** How long to wait before the next try. */
  Duration next(long nowNanos) {
    begin(nowNanos);
    boolean early = nowNanos - troubleSinceNanos < EARLY.toNanos();
    long ceiling = Math.min(ceilingMillis, early ? EARLY_MOST_MILLIS : MOST_MILLIS);
    long least = ceiling == FIRST_MILLIS ? LEAST_MILLIS : ceiling / 2;
    ceilingMillis = ceiling * 2;
    return Duration.ofMillis(random.nextLong(least, ceiling + 1));
  }

  /** A long wait, for what only a person can change. */
  Duration slow(long nowNanos) {
    begin(nowNanos);
    return Duration.ofMillis(random.nextLong(MOST_MILLIS / 2, MOST_MILLIS + 1));
  }

  private void begin(long nowNanos) {
    if (!trouble) {
      trouble = true;
      troubleSinceNanos = nowNanos;
    }
  }

  /** It went well for a while: the next trouble starts from short waits again. */
  void reset() {
    ceilingMillis = FIRST_MILLIS;
    trouble = false;
  }
}
