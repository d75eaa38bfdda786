package org.gatehouse.camera.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one direction of an RTSP connection into messages and interleaved frames (RFC 2326 §10.12):
 *
 * <pre>
 *  0        8        16               32
 * +--------+--------+----------------+---------...
 * |  '$'   |channel |     length     |  length bytes of RTP or RTCP
 * +--------+--------+----------------+---------...
 * </pre>
 *
 * <p>What comes out does not depend on how the bytes were split. Bytes that are neither are skipped
 * until something plausible follows, up to {@link #MAX_GARBAGE} of them. Not thread-safe.
 */
public final class RtspStreamParser {
  /** Bytes in a row that may be skipped before the connection is given up. */
  public static final int MAX_GARBAGE = 128 * 1024;

  /** What {@link #missing} says where only more bytes can tell. */
  static final int UNKNOWN = -1;

  private static final int MAX_HEAD = 64 * 1024;
  private static final int MAX_BODY = 1024 * 1024;
  private static final int FRAME_HEADER = 4;
  private static final int PLAUSIBLE_CHANNELS = 20;
  private static final int PLAUSIBLE_LENGTH = 16 * 1024;

  /** Takes what was found, in order. */
  public interface Sink {
    /**
     * Interleaved data: {@code length} bytes of {@code data} from {@code index}, valid in the call.
     */
    void interleaved(int channel, ByteBuf data, int index, int length);

    /** A message. */
    void message(RtspMessage message);
  }

  private int garbage;
  private long skipped;
  private @Nullable RtspHead awaitingBody;

  /**
   * Where the last line began of a head whose end has not come, from the head's start, and how far
   * it was looked through; so that a head that comes byte by byte is read once. 0 if there is none.
   */
  private int lineStart;

  private int looked;

  /**
   * Consumes all complete items of {@code in}; the rest stays unread for the next call.
   *
   * @throws RtspFormatException if the peer can no longer be understood
   */
  public void parse(ByteBuf in, Sink sink) throws RtspFormatException {
    boolean more = true;
    while (more && in.isReadable()) {
      more = step(in, sink);
    }
  }

  /**
   * Bytes that the item at the start of {@code rest}, which {@link #parse} left unread, still lacks
   * at least; {@link #UNKNOWN} for a text whose end cannot be foretold.
   */
  int missing(ByteBuf rest) {
    int readable = rest.readableBytes();
    if (awaitingBody != null) {
      return awaitingBody.bodyLength() - readable;
    }
    if (rest.getByte(rest.readerIndex()) != '$') {
      return UNKNOWN;
    }
    return readable < FRAME_HEADER
        ? FRAME_HEADER - readable
        : FRAME_HEADER + rest.getUnsignedShort(rest.readerIndex() + 2) - readable;
  }

  /** Bytes skipped since the last call, because they were neither message nor frame. */
  long takeSkipped() {
    long taken = skipped;
    skipped = 0;
    return taken;
  }

  private boolean step(ByteBuf in, Sink sink) throws RtspFormatException {
    if (awaitingBody != null) {
      return body(awaitingBody, in, sink);
    }
    byte first = in.getByte(in.readerIndex());
    if (first == '$') {
      return frame(in, sink);
    }
    if (first == '\r' || first == '\n') {
      in.skipBytes(1);
      return true;
    }
    if (first >= 'A' && first <= 'Z') {
      return head(in, sink);
    }
    return skip(in);
  }

  private boolean frame(ByteBuf in, Sink sink) throws RtspFormatException {
    if (in.readableBytes() < FRAME_HEADER) {
      return false;
    }
    int at = in.readerIndex();
    int channel = in.getUnsignedByte(at + 1);
    int length = in.getUnsignedShort(at + 2);
    boolean outOfStep = garbage > 0;
    if (outOfStep && (channel >= PLAUSIBLE_CHANNELS || length > PLAUSIBLE_LENGTH)) {
      return skip(in);
    }
    if (in.readableBytes() < FRAME_HEADER + length) {
      return false;
    }
    garbage = 0;
    in.skipBytes(FRAME_HEADER + length);
    sink.interleaved(channel, in, at + FRAME_HEADER, length);
    return true;
  }

  private boolean head(ByteBuf in, Sink sink) throws RtspFormatException {
    int start = in.readerIndex();
    if (lineStart == 0) {
      int firstLine = StartLine.end(in);
      if (firstLine == StartLine.INCOMPLETE) {
        return false;
      }
      if (firstLine == StartLine.IMPLAUSIBLE) {
        return skip(in);
      }
      lineStart = firstLine + 1 - start;
      looked = lineStart;
    }
    int end = blankLine(in);
    if (end < 0) {
      return false;
    }
    lineStart = 0;
    byte[] text = ByteBufUtil.getBytes(in, start, end - start);
    RtspHead parsed = RtspHead.parse(text);
    if (parsed == null) {
      return skip(in);
    }
    garbage = 0;
    in.readerIndex(end);
    if (parsed.bodyLength() > MAX_BODY) {
      throw new RtspFormatException("a body of " + parsed.bodyLength() + " bytes was announced");
    }
    return body(parsed, in, sink);
  }

  /** The index after the empty line that ends the head; -1 if it has not come yet. */
  private int blankLine(ByteBuf in) throws RtspFormatException {
    int start = in.readerIndex();
    int lineFeed = in.indexOf(start + looked, in.writerIndex(), (byte) '\n');
    while (lineFeed >= 0 && lineFeed - start <= MAX_HEAD) {
      int line = start + lineStart;
      if (lineFeed == line || (lineFeed == line + 1 && in.getByte(line) == '\r')) {
        return lineFeed + 1;
      }
      lineStart = lineFeed + 1 - start;
      lineFeed = in.indexOf(lineFeed + 1, in.writerIndex(), (byte) '\n');
    }
    looked = in.readableBytes();
    if (lineFeed >= 0 || looked > MAX_HEAD) {
      throw new RtspFormatException("a message's header lines are longer than " + MAX_HEAD);
    }
    return -1;
  }

  private boolean body(RtspHead head, ByteBuf in, Sink sink) {
    if (in.readableBytes() < head.bodyLength()) {
      awaitingBody = head;
      return false;
    }
    awaitingBody = null;
    byte[] body = new byte[head.bodyLength()];
    in.readBytes(body);
    sink.message(head.withBody(body));
    return true;
  }

  private boolean skip(ByteBuf in) throws RtspFormatException {
    in.skipBytes(1);
    garbage++;
    skipped++;
    if (garbage > MAX_GARBAGE) {
      throw new RtspFormatException("no RTSP and no RTP in " + MAX_GARBAGE + " bytes");
    }
    return true;
  }
}
