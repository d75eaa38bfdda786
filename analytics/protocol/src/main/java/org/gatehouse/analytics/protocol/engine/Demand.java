package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;

/**
 * Whether all pictures of a lane are wanted, or its key pictures only because nothing moves. It
 * moves where the camera's smaller stream says so; all are wanted too while the lane itself has
 * something in sight, and while the smaller stream is not there. Thread-safe.
 */
final class Demand {
  /** What stopped may go on: a barrier opens, a light changes. */
  private static final long HOLD_NANOS = Duration.ofSeconds(4).toNanos();

  /** At the start, so that the lane learns what it looks like when nobody is there. */
  private static final long FIRST_NANOS = Duration.ofSeconds(15).toNanos();

  /** A smaller stream that shows nothing for so long cannot be relied on. */
  private static final long BLIND_NANOS = Duration.ofSeconds(5).toNanos();

  private long untilNanos;
  private long seenNanos;

  Demand(long nowNanos) {
    untilNanos = nowNanos + FIRST_NANOS;
    seenNanos = nowNanos;
  }

  /** Something moves or is in sight. */
  synchronized void wanted(long nowNanos) {
    untilNanos = Math.max(untilNanos, nowNanos + HOLD_NANOS);
  }

  /** A picture of the smaller stream was decoded. */
  synchronized void seen(long nowNanos) {
    seenNanos = nowNanos;
  }

  /** Whether all pictures are wanted now. */
  synchronized boolean isOpen(long nowNanos) {
    return nowNanos - untilNanos < 0 || nowNanos - seenNanos > BLIND_NANOS;
  }
}
