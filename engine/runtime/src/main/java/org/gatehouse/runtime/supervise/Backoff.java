package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full-jitter exponential backoff: the n-th wait is anywhere below 1 s, 2 s, 4 s ... 60 s, so that
 * many cameras behind one switch do not come back at once. Owned by the supervisor thread.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 60_000;
  private static final long LEAST_MILLIS = 100;

  private final RandomGenerator random;
  private long ceilingMillis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** How long to wait before the next try. */
  Duration next() {
    long millis = random.nextLong(LEAST_MILLIS, ceilingMillis + 1);
    ceilingMillis = Math.min(MOST_MILLIS, ceilingMillis * 2);
    return Duration.ofMillis(millis);
  }

  /** A long wait, for what only a person can change. */
  Duration slow() {
    ceilingMillis = MOST_MILLIS;
    return Duration.ofMillis(random.nextLong(MOST_MILLIS / 2, MOST_MILLIS + 1));
  }

  /** It went well for a while: the next trouble starts from short waits again. */
  void reset() {
    ceilingMillis = FIRST_MILLIS;
  }
}
