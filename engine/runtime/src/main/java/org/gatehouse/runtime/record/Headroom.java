package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;

/**
 * Judges from what is still recorded whether a volume could take what is left out, too: how much of
 * the time its recorder works for them, and whether the disk lets anybody wait. Owner: the
 * recorder's thread.
 */
final class Headroom {
  /** Each stream writes once a second, so this sees all of them. */
  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(2);

  /** What comes back brings what its ring holds with it. */
  private static final double MOST_BUSY = 0.5;

  private final TimedDisk disk;
  private long since;
  private long busy;
  private int writing;

  Headroom(TimedDisk disk, long now) {
    this.disk = disk;
    this.since = now;
  }

  /** Forgets what was seen. */
  void restart(long now) {
    since = now;
    busy = 0;
  }

  /** The recorder worked for a stream. */
  void worked(long nanos) {
    busy += nanos;
  }

  /** So many streams have an open segment. */
  void writing(int streams) {
    writing = streams;
  }

  /** True if there is anything to judge from. */
  boolean seesWriting() {
    return writing > 0;
  }

  /**
   * True if all would find room, for all that was seen.
   *
   * @param leftOut streams that are left out now
   * @param least for how long it must have been seen, nanoseconds
   */
  boolean enoughFor(int leftOut, long now, long least) {
    long seen = now - since;
    if (seen < Math.max(SHORTEST, least) || disk.slowSince(since)) {
      return false;
    }
    double withAll = (double) busy / seen * (writing + leftOut) / Math.max(1, writing);
    return withAll <= MOST_BUSY;
  }
}
