package org.gatehouse.camera.rtsp;

import io.netty.buffer.ByteBuf;

/** Finds the first line of a message in a buffer. */
final class StartLine {
  static final int INCOMPLETE = -1;
  static final int IMPLAUSIBLE = -2;
  private static final int MAX_LENGTH = 4096;

  private StartLine() {}

  /**
   * The index of the line feed that ends the readable bytes' first line; {@link #INCOMPLETE} if it
   * may yet come, {@link #IMPLAUSIBLE} if this is no text line.
   */
  static int end(ByteBuf in) {
    int start = in.readerIndex();
    int limit = Math.min(in.writerIndex(), start + MAX_LENGTH);
    for (int i = start; i < limit; i++) {
      byte b = in.getByte(i);
      if (b == '\n') {
        return i;
      }
      if (b < ' ' && b != '\r' && b != '\t') {
        return IMPLAUSIBLE;
      }
    }
    return limit - start == MAX_LENGTH ? IMPLAUSIBLE : INCOMPLETE;
  }
}
