package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;

/**
 * When one stream's segment is synced to disk: every period, each stream at another moment of it,
 * so that the disk never has to take all of them at once. Owner: the recorder's thread.
 */
final class SyncSchedule {
  /** A power cut costs at most this and a fragment. */
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

  /** Steps of this part of the period spread any number of streams evenly. */
  private static final double GOLDEN = 0.618_033_988_749_895;

  private long next;

  /** The schedule of the n-th stream. */
  SyncSchedule(int n, long now) {
    double part = n * GOLDEN % 1;
    next = now + (long) (part * PERIOD);
  }

  /** True once in each period. */
  boolean due(long now) {
    if (now - next < 0) {
      return false;
    }
    next += PERIOD * ((now - next) / PERIOD + 1);
    return true;
  }
}
