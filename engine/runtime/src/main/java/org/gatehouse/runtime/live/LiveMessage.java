package org.gatehouse.runtime.live;

import java.nio.ByteBuffer;

/** The 16-byte header before each binary message (docs/http-api.md "Live"), big-endian. */
final class LiveMessage {
  static final int KEY_FRAME = 1;
  static final int INIT_SEGMENT = 2;
  static final int DISCONTINUITY = 4;

  private static final int HEADER_SIZE = 16;

  private LiveMessage() {}

  /** One message of a header and the parts. */
  static byte[] of(long epochMicros, long sequence, int flags, byte[]... parts) {
    int size = HEADER_SIZE;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(epochMicros).putInt((int) sequence).put((byte) flags).position(HEADER_SIZE);
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }
}
