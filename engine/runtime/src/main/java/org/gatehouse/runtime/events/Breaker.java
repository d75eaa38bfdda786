package org.gatehouse.runtime.events;

import java.time.Duration;

/**
 * Whether a destination is taken for down, and when it may be tried. Times are monotonic
 * nanoseconds. Owned by its lane.
 */
final class Breaker {
  private static final long SILENCE = Duration.ofMinutes(5).toNanos();

  private final DeliveryPolicy policy;
  private int failures;
  private boolean owing;
  private long owingSince;
  private long probeAt;

  Breaker(DeliveryPolicy policy) {
    this.policy = policy;
  }

  /** True if the destination is down: only one attempt at a time, {@link #untilProbe} apart. */
  boolean down() {
    return failures >= policy.failuresUntilDown();
  }

  /**
   * True if nothing went well for so long that it is as good as down, however few attempts were
   * made: a destination can ask for hours between them.
   */
  boolean silent(long now) {
    return owing && now - owingSince >= SILENCE;
  }

  /** Nanoseconds until the next probe; 0 or less if it is time. */
  long untilProbe(long now) {
    return probeAt - now;
  }

  /** An attempt failed: the destination is owed something. */
  void attemptFailed(long now) {
    if (!owing) {
      owing = true;
      owingSince = now;
    }
    failed(now);
  }

  /** Something failed that counts as much. */
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
    owing = false;
    return wasDown;
  }
}
