package org.gatehouse.storage.filesystem;

import java.nio.ByteBuffer;

/** Native memory of one thread, grown to the largest append so far. */
final class GatherBuffer {
  private static final int FIRST_SIZE = 1 << 20;

  private ByteBuffer memory = ByteBuffer.allocateDirect(FIRST_SIZE);

  /** All the bytes in one buffer, valid until the next call. */
  ByteBuffer gather(ByteBuffer... buffers) {
    int length = 0;
    for (ByteBuffer buffer : buffers) {
      length = Math.addExact(length, buffer.remaining());
    }
    if (length > memory.capacity()) {
      memory = ByteBuffer.allocateDirect(Integer.highestOneBit(length) * 2);
    }
    memory.clear();
    for (ByteBuffer buffer : buffers) {
      memory.put(buffer);
    }
    return memory.flip();
  }
}
