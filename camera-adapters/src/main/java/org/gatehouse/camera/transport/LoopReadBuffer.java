package org.gatehouse.camera.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One piece of memory that all connections of an event loop read into, one after the other, so that
 * it stays in the processor's cache and nothing is allocated for a read. It is lent for the time
 * that a read is handled; whoever keeps it longer makes the next read allocate. Owned by its loop.
 */
final class LoopReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int SIZE = 64 * 1024;

  private final ByteBuf memory = Unpooled.directBuffer(SIZE, SIZE);

  @Override
  @SuppressWarnings("deprecation") // the type that the interface asks for
  public Handle newHandle() {
    return new Lender();
  }

  /** To be called once the loop has ended. */
  void free() {
    memory.release();
  }

  private final class Lender extends MaxMessageHandle {
    @Override
    public int guess() {
      return SIZE;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return memory.refCnt() == 1 ? memory.clear().retain() : allocator.directBuffer(SIZE, SIZE);
    }
  }
}
