package org.gatehouse.camera.rtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Writes an RTCP receiver report with a source description, RFC 3550 §6.4.2 and §6.5. Some cameras
 * end a session from which they hear nothing for five seconds.
 */
public final class ReceiverReport {
  private static final int VERSION = 0x80;
  private static final int RECEIVER_REPORT = 201;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int REPORT_WORDS = 7;
  private static final int MAX_LOST = 0x7f_ffff;
  private static final int CNAME = 1;

  private ReceiverReport() {}

  /**
   * Appends the report.
   *
   * @param ownSsrc ours
   * @param senderReportMiddle middle 32 bits of the last sender report's NTP time; 0 if none
   * @param delaySinceSenderReport in 1/65536 s; 0 if none
   */
  public static void write(
      ByteBuf out,
      int ownSsrc,
      int senderSsrc,
      SequenceTracker sequence,
      int senderReportMiddle,
      int delaySinceSenderReport) {
    out.writeByte(VERSION | 1).writeByte(RECEIVER_REPORT).writeShort(REPORT_WORDS);
    out.writeInt(ownSsrc).writeInt(senderSsrc);
    out.writeByte(0).writeMedium((int) Math.min(MAX_LOST, sequence.lost()));
    out.writeInt(sequence.extendedHighest());
    out.writeInt(0);
    out.writeInt(senderReportMiddle).writeInt(delaySinceSenderReport);
    description(out, ownSsrc);
  }

  /** One chunk with a canonical name, padded to whole words by its end octets. */
  private static void description(ByteBuf out, int ownSsrc) {
    byte[] name = "gatehouse".getBytes(StandardCharsets.US_ASCII);
    int chunk = 4 + 2 + name.length;
    int padding = 4 - chunk % 4;
    out.writeByte(VERSION | 1).writeByte(SOURCE_DESCRIPTION).writeShort((chunk + padding) / 4);
    out.writeInt(ownSsrc).writeByte(CNAME).writeByte(name.length).writeBytes(name);
    out.writeZero(padding);
  }
}
