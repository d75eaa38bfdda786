package org.gatehouse.runtime.ring;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of one size that rings use again and again, so that the pictures of hundreds of cameras
 * are no garbage. What is not given back is the collector's. Thread-safe.
 */
final class ChunkPool {
  /** Bytes of a chunk: a second of a camera of 2 Mbit/s, or a large key frame. */
  static final int CHUNK = 256 * 1024;

  private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final int most;

  /** Keeps at most that many bytes for later. */
  ChunkPool(long bytes) {
    this.most = (int) Math.min(Integer.MAX_VALUE, bytes / CHUNK);
  }

  byte[] take() {
    byte @Nullable [] chunk = free.poll();
    if (chunk == null) {
      return new byte[CHUNK];
    }
    count.decrementAndGet();
    return chunk;
  }

  void give(byte[] chunk) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
    } else {
      free.add(chunk);
    }
  }
}
