package org.gatehouse.runtime.record;

import java.time.Duration;

/**
 * When one stream's segment is synced to disk: every period, each stream at another moment of it,
 * so that the disk never has to take all of them at once. A power cut costs at most a period and a
 * fragment. Owner: the recorder's thread.
 */
final class SyncSchedule {
  /** Steps of this part of the period spread any number of streams evenly. */
  private static final double GOLDEN = 0.618_033_988_749_895;

  private final long period;
  private long next;

  /** The schedule of the n-th stream. */
  SyncSchedule(int n, long now, Duration period) {
    this.period = period.toNanos();
    double part = n * GOLDEN % 1;
    next = now + (long) (part * this.period);
  }

  /** True once in each period. */
  boolean due(long now) {
    if (now - next < 0) {
      return false;
    }
    next += period * ((now - next) / period + 1);
    return true;
  }
}
