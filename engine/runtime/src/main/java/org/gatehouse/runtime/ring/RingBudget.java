package org.gatehouse.runtime.ring;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that all rings together may hold, in equal shares. A ring that opens makes the shares
 * of the others smaller; they shrink to it with the next access unit that they take. Thread-safe.
 */
public final class RingBudget {
  /** More than this is of no use to one stream: about half a minute at 4 Mbit/s. */
  private static final long MOST_FOR_ONE = 16L << 20;

  private final long total;
  private final ChunkPool chunks;
  private final AtomicInteger rings = new AtomicInteger();
  private volatile long share;

  /** A budget of that many bytes of coded video. */
  public RingBudget(long totalBytes) {
    if (totalBytes <= 0) {
      throw new IllegalArgumentException("a ring budget must be positive, not " + totalBytes);
    }
    this.total = totalBytes;
    this.chunks = new ChunkPool(totalBytes / 4);
    this.share = shareOf(1);
  }

  /** Bytes that each ring may hold now. */
  public long share() {
    return share;
  }

  /** Rings that are open. */
  public int rings() {
    return rings.get();
  }

  ChunkPool chunks() {
    return chunks;
  }

  void enter() {
    share = shareOf(rings.incrementAndGet());
  }

  void leave() {
    share = shareOf(rings.decrementAndGet());
  }

  private long shareOf(int count) {
    return Math.min(MOST_FOR_ONE, total / Math.max(1, count));
  }
}
