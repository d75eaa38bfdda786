package org.gatehouse.runtime.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How patient delivery is.
 *
 * @param base upper bound of the first pause after a failure
 * @param cap upper bound of any pause
 * @param probeEvery time between attempts while a destination is down
 * @param longestHold what a destination's {@code Retry-After} is cut to
 * @param window attempts under way at once
 * @param failuresUntilDown failures in a row after which a destination is taken for down
 */
public record DeliveryPolicy(
    Duration base,
    Duration cap,
    Duration probeEvery,
    Duration longestHold,
    int window,
    int failuresUntilDown) {
  private static final int MOST_DOUBLINGS = 30;

  /** What a site wants: a second to five minutes, a probe every 15 seconds. */
  public static DeliveryPolicy standard() {
    return new DeliveryPolicy(
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(15),
        Duration.ofHours(1),
        64,
        5);
  }

  /**
   * The pause before the next attempt: anything up to a bound that doubles with each attempt ("full
   * jitter"), so that events which failed together do not return together.
   *
   * @param attempts attempts made before the one that failed
   */
  public Duration pause(int attempts, RandomGenerator random) {
    long bound = base.toNanos() << Math.min(attempts, MOST_DOUBLINGS);
    if (bound <= 0 || bound > cap.toNanos()) {
      bound = cap.toNanos();
    }
    return Duration.ofNanos(random.nextLong(bound + 1));
  }
}
