package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next worker is started: not at all as long as none ended within the
 * last minute, then 0.5 s, 1 s, 2 s and so on up to 30 s. One that was of use for a while says
 * nothing against the next. Pure; one thread.
 */
final class Backoff {
  private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long USEFUL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private int failures;
  private long lastFailure;

  /** A worker ended of itself before it was of any use. */
  void failed(long nowNanos) {
    failed(nowNanos, 0);
  }

  /**
   * A worker ended of itself.
   *
   * @param usefulNanos how long it had been ready, 0 if it never was
   */
  void failed(long nowNanos, long usefulNanos) {
    if (usefulNanos >= USEFUL_NANOS) {
      failures = 0;
    }
    if (failures > 0 && nowNanos - lastFailure > CALM_NANOS) {
      failures = 0;
    }
    failures++;
    lastFailure = nowNanos;
  }

  /** When the next worker may start. */
  boolean mayStart(long nowNanos) {
    return nowNanos - lastFailure >= delayNanos();
  }

  private long delayNanos() {
    if (failures <= 1) {
      return 0;
    }
    return Math.min(LAST_NANOS, FIRST_NANOS << Math.min(failures - 2, 10));
  }
}
