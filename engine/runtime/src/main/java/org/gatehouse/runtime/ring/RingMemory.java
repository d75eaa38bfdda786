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
      if (chunk.length > 0) {
        ring.filled(chunk);
      }
      chunk = pool.take(length);
      used = 0;
    }
    return chunk;
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
