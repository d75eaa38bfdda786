package org.gatehouse.runtime.events;

/**
 * Whether a destination is taken for down, and when it may be tried. Times are monotonic
 * nanoseconds. Owned by its lane.
 */
final class Breaker {
  private final DeliveryPolicy policy;
  private int failures;
  private long probeAt;

  Breaker(DeliveryPolicy policy) {
    this.policy = policy;
  }

  /** True if the destination is down: only one attempt at a time, {@link #untilProbe} apart. */
  boolean down() {
    return failures >= policy.failuresUntilDown();
  }

  /** Nanoseconds until the next probe; 0 or less if it is time. */
  long untilProbe(long now) {
    return probeAt - now;
  }

  /** An attempt failed. */
  void failed(long now) {
    failures++;
    probeAt = now + policy.probeEvery().toNanos();
  }

  /**
   * The destination answered properly.
   *
   * @return true if it had been down
   */
  boolean answered() {
    boolean wasDown = down();
    failures = 0;
    return wasDown;
  }
}
