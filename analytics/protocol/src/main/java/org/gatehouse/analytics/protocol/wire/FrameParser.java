package org.gatehouse.analytics.protocol.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames: a length in 4 bytes, big-endian, 1 to {@code maxFrame}, then that
 * many bytes. A pure state machine for one thread; bytes may arrive cut anywhere.
 *
 * <pre>
 *  0                   1                   2                   3
 * +---------------------------------------------------------------+
 * |                            length                             |
 * +---------------------------------------------------------------+
 * |                      message, length bytes ...                |
 * </pre>
 */
public final class FrameParser {
  private static final int LENGTH_BYTES = 4;

  private final int maxFrame;
  private int lengthSeen;
  private int length;
  private byte @Nullable [] body;
  private int bodySeen;

  /** A parser at the start of a stream. */
  public FrameParser(int maxFrame) {
    this.maxFrame = maxFrame;
  }

  /**
   * Takes bytes from {@code in} up to the end of the next frame.
   *
   * @return the frame's message, or null once {@code in} is used up within a frame
   * @throws ProtocolException if a length is out of bounds; the stream cannot be read any further
   */
  public byte @Nullable [] next(ByteBuffer in) throws ProtocolException {
    byte[] target = body;
    if (target == null) {
      target = readLength(in);
      if (target == null) {
        return null;
      }
      body = target;
    }
    int count = Math.min(in.remaining(), target.length - bodySeen);
    in.get(target, bodySeen, count);
    bodySeen += count;
    if (bodySeen < target.length) {
      return null;
    }
    reset();
    return target;
  }

  /** Whether the stream stands between two frames, where it may end. */
  public boolean atBoundary() {
    return body == null && lengthSeen == 0;
  }

  private byte @Nullable [] readLength(ByteBuffer in) throws ProtocolException {
    while (lengthSeen < LENGTH_BYTES && in.hasRemaining()) {
      length = length << 8 | (in.get() & 0xff);
      lengthSeen++;
    }
    if (lengthSeen < LENGTH_BYTES) {
      return null;
    }
    if (length <= 0 || length > maxFrame) {
      throw new ProtocolException(
          "frame of %d bytes, allowed are 1 to %d"
              .formatted(Integer.toUnsignedLong(length), maxFrame));
    }
    return new byte[length];
  }

  private void reset() {
    body = null;
    bodySeen = 0;
    lengthSeen = 0;
    length = 0;
  }
}
