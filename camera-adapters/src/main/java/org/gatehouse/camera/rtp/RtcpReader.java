package org.gatehouse.camera.rtp;

import io.netty.buffer.ByteBuf;

/** Walks a compound RTCP packet, RFC 3550 §6.1, and tells what concerns a receiver. */
public final class RtcpReader {
  private static final int HEADER = 4;
  private static final int SENDER_REPORT = 200;
  private static final int SENDER_REPORT_LENGTH = 28;
  private static final int BYE = 203;

  /** A shorter one names nobody, whatever its count says: what follows is another packet. */
  private static final int BYE_LENGTH = 8;

  private RtcpReader() {}

  /** Takes what was found. */
  public interface Sink {
    /**
     * A sender report.
     *
     * @param ntp 64-bit NTP time, RFC 3550 §4
     * @param timestamp the RTP timestamp of the same moment
     */
    void senderReport(int ssrc, long ntp, int timestamp);

    /** A sender leaves. */
    void bye(int ssrc);
  }

  /** Reads the {@code length} bytes from {@code index}; stops at the first that is no RTCP. */
  public static void read(ByteBuf data, int index, int length, Sink sink) {
    int at = index;
    int end = index + length;
    while (end - at >= 2 * HEADER && data.getUnsignedByte(at) >> 6 == 2) {
      int size = HEADER + data.getUnsignedShort(at + 2) * 4;
      int type = data.getUnsignedByte(at + 1);
      int ssrc = data.getInt(at + HEADER);
      if (type == SENDER_REPORT && size >= SENDER_REPORT_LENGTH && size <= end - at) {
        sink.senderReport(ssrc, data.getLong(at + 8), data.getInt(at + 16));
      } else if (type == BYE && (data.getByte(at) & 0x1f) > 0 && size >= BYE_LENGTH) {
        sink.bye(ssrc);
      }
      at += size;
    }
  }
}
