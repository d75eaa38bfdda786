package org.gatehouse.runtime.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that rings use again and again, so that the pictures of hundreds of cameras are no
 * garbage: of {@link #CHUNK} bytes, or, for pictures larger than that, of twice as much, four times
 * and so on. What is not given back is the collector's. Thread-safe.
 */
final class ChunkPool {
  /** Bytes of a usual chunk: a second of a camera of 2 Mbit/s, or a large key frame. */
  static final int CHUNK = 256 * 1024;

  /** The largest is 16 MiB, which is the largest picture too. */
  private static final int SIZES = 7;

  private final List<Queue<byte[]>> free = new ArrayList<>(SIZES);
  private final AtomicLong kept = new AtomicLong();
  private final long most;

  /** Keeps at most that many bytes for later. */
  ChunkPool(long bytes) {
    this.most = bytes;
    for (int i = 0; i < SIZES; i++) {
      free.add(new ConcurrentLinkedQueue<>());
    }
  }

  /** The smallest chunk with room for {@code length} bytes. */
  byte[] take(int length) {
    int size = size(length);
    if (size >= SIZES) {
      return new byte[length];
    }
    byte @Nullable [] chunk = free.get(size).poll();
    if (chunk == null) {
      return new byte[CHUNK << size];
    }
    kept.addAndGet(-chunk.length);
    return chunk;
  }

  void give(byte[] chunk) {
    int size = size(chunk.length);
    if (size < SIZES && kept.addAndGet(chunk.length) <= most) {
      free.get(size).add(chunk);
    } else if (size < SIZES) {
      kept.addAndGet(-chunk.length);
    }
  }

  /** How often {@link #CHUNK} has to be doubled. */
  private static int size(int length) {
    return length <= CHUNK ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros((length - 1) / CHUNK);
  }
}
