package org.gatehouse.runtime.testing;

import java.nio.ByteBuffer;

/** Byte buffers put together. */
public final class Buffers {
  private Buffers() {}

  /** All bytes of the buffers, which are used up. */
  public static byte[] join(ByteBuffer... buffers) {
    int size = 0;
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    for (ByteBuffer buffer : buffers) {
      all.put(buffer);
    }
    return all.array();
  }
}
