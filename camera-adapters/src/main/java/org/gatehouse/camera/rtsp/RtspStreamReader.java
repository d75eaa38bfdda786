package org.gatehouse.camera.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one direction of a connection, buffer after buffer, without joining buffers: items are
 * parsed where the socket put them, and only one that is torn between two reads is copied together.
 * A buffer given to {@link #read} is free again when the call returns. Not thread-safe.
 */
public final class RtspStreamReader implements AutoCloseable {
  private final RtspStreamParser parser = new RtspStreamParser();
  private final RtspStreamParser.Sink sink;
  private final ByteBufAllocator memory;

  /** The beginning of an item whose end has not come yet; null if there is none. */
  private @Nullable ByteBuf torn;

  /** Set by {@link #close}, which an item may lead to while it is handled. */
  private boolean closed;

  /** True while items are handled: what they lie in must stay. */
  private boolean reading;

  /** Items go to {@code sink}, inside the calls of {@link #read}. */
  public RtspStreamReader(RtspStreamParser.Sink sink, ByteBufAllocator memory) {
    this.sink = sink;
    this.memory = memory;
  }

  /**
   * Takes what came. The caller keeps {@code data} and may reuse its memory afterwards.
   *
   * @throws RtspFormatException if the peer can no longer be understood
   */
  public void read(ByteBuf data) throws RtspFormatException {
    reading = true;
    try {
      take(data);
    } finally {
      reading = false;
      if (closed) {
        forget();
      }
    }
  }

  private void take(ByteBuf data) throws RtspFormatException {
    while (torn != null && !closed && data.isReadable()) {
      mend(torn, data);
    }
    if (data.isReadable() && !closed) {
      parser.parse(data, sink);
    }
    if (data.isReadable() && !closed) {
      ByteBuf rest = memory.buffer(data.readableBytes() + Math.max(0, parser.missing(data)));
      torn = rest.writeBytes(data);
    }
  }

  /** Gives a torn item what it lacks, or all there is where that is not known. */
  private void mend(ByteBuf item, ByteBuf data) throws RtspFormatException {
    int missing = parser.missing(item);
    int more =
        missing == RtspStreamParser.UNKNOWN
            ? data.readableBytes()
            : Math.min(missing, data.readableBytes());
    item.writeBytes(data, more);
    parser.parse(item, sink);
    if (closed) {
      return;
    }
    if (!item.isReadable()) {
      forget();
    } else if (item.readerIndex() > 0) {
      item.discardReadBytes();
    }
  }

  /** Bytes skipped since the last call, because they were neither message nor frame. */
  public long takeSkipped() {
    return parser.takeSkipped();
  }

  /** Bytes kept of an item that never became whole. */
  public int unread() {
    return torn == null ? 0 : torn.readableBytes();
  }

  /** Gives back what is kept; nothing is kept from then on. */
  @Override
  public void close() {
    closed = true;
    if (!reading) {
      forget();
    }
  }

  private void forget() {
    if (torn != null) {
      torn.release();
      torn = null;
    }
  }
}
