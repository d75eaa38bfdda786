package org.gatehouse.runtime.ring;

import org.gatehouse.contract.media.StreamMemory;

/**
 * The chunks that one session fills, one after the other; a full one is the ring's to give back. A
 * unit larger than a chunk gets an array of its own. Owner: the session's thread.
 */
final class RingMemory implements StreamMemory {
  private static final byte[] NONE = {};

  private final StreamRing ring;
  private final ChunkPool pool;
  private byte[] chunk = NONE;
  private int used;

  /** The room that was given last. */
  private byte[] given = NONE;

  RingMemory(StreamRing ring, ChunkPool pool) {
    this.ring = ring;
    this.pool = pool;
  }

  @Override
  public byte[] reserve(int length) {
    if (length > ChunkPool.CHUNK) {
      given = new byte[length];
      return given;
    }
    if (chunk.length - used < length) {
      if (chunk.length > 0) {
        ring.filled(chunk);
      }
      chunk = pool.take();
      used = 0;
    }
    given = chunk;
    return given;
  }

  @Override
  public int position() {
    return given == chunk ? used : 0;
  }

  @Override
  public void commit(int length) {
    if (given == chunk) {
      used += length;
    }
  }
}
