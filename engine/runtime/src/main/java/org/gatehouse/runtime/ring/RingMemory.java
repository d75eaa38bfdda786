package org.gatehouse.runtime.ring;

import org.gatehouse.contract.media.StreamMemory;

/**
 * The chunks that one session fills, one after the other; a full one is the ring's to give back.
 * Owner: the session's thread.
 */
final class RingMemory implements StreamMemory {
  private static final byte[] NONE = {};

  private final StreamRing ring;
  private final ChunkPool pool;
  private byte[] chunk = NONE;
  private int used;

  RingMemory(StreamRing ring, ChunkPool pool) {
    this.ring = ring;
    this.pool = pool;
  }

  @Override
  public byte[] reserve(int length) {
    if (chunk.length - used < length) {
      end();
      chunk = pool.take(length);
    }
    return chunk;
  }

  /** The session is over: what it began to fill is full. */
  void end() {
    if (chunk.length > 0) {
      ring.filled(chunk);
      chunk = NONE;
      used = 0;
    }
  }

  @Override
  public int position() {
    return used;
  }

  @Override
  public void commit(int length) {
    used += length;
  }
}
