package org.gatehouse.camera.rtp;

import io.netty.buffer.ByteBuf;

/**
 * A reading glass over one RTP packet in a buffer, RFC 3550 §5.1; reused for packet after packet.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                             SSRC                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Not thread-safe; valid only as long as the buffer it was read from.
 */
public final class RtpPacket {
  private static final int FIXED_HEADER = 12;
  private static final int WORD = 4;

  private boolean marker;
  private int payloadType;
  private int sequence;
  private int timestamp;
  private int ssrc;
  private int payloadIndex;
  private int payloadLength;

  /**
   * Reads the header of the {@code length} bytes from {@code index}.
   *
   * @return false if they are no RTP packet; the fields then mean nothing
   */
  public boolean read(ByteBuf data, int index, int length) {
    if (length < FIXED_HEADER) {
      return false;
    }
    long head = data.getLong(index);
    int first = (int) (head >>> 56);
    marker = (head >>> 55 & 1) != 0;
    payloadType = (int) (head >>> 48) & 0x7f;
    sequence = (int) (head >>> 32) & 0xffff;
    timestamp = (int) head;
    ssrc = data.getInt(index + 8);
    boolean versionTwo = first >> 6 == 2;
    return versionTwo && locatePayload(data, index, length, first);
  }

  private boolean locatePayload(ByteBuf data, int index, int length, int first) {
    int header = FIXED_HEADER + (first & 0x0f) * WORD;
    boolean extended = (first & 0x10) != 0;
    if (extended && header + WORD <= length) {
      header += WORD + data.getUnsignedShort(index + header + 2) * WORD;
    }
    boolean padded = (first & 0x20) != 0;
    int padding = padded ? data.getUnsignedByte(index + length - 1) : 0;
    payloadIndex = index + header;
    payloadLength = length - header - padding;
    return payloadLength >= 0;
  }

  /** The marker bit; for video, the last packet of a picture. */
  public boolean marker() {
    return marker;
  }

  /** 0 to 127. */
  public int payloadType() {
    return payloadType;
  }

  /** 0 to 65535. */
  public int sequence() {
    return sequence;
  }

  /** 32 bits, wrapping. */
  public int timestamp() {
    return timestamp;
  }

  /** Names the sender. */
  public int ssrc() {
    return ssrc;
  }

  /** Where the payload starts in the buffer. */
  public int payloadIndex() {
    return payloadIndex;
  }

  /** Bytes of payload, without padding. */
  public int payloadLength() {
    return payloadLength;
  }
}
