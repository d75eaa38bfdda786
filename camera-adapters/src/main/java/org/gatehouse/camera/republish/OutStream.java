package org.gatehouse.camera.republish;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.gatehouse.camera.packing.Packing;

/**
 * Writes one track as RTP packets (RFC 3550 §5.1), each framed as RFC 2326 §10.12 has it, and its
 * sender reports. Owner: one session's thread.
 */
final class OutStream implements Packing.Sink {
  private static final int RTP_HEADER = 12;
  private static final int FRAME_HEADER = 4;
  private static final int MARKER = 0x80;
  private static final int VERSION = 0x80;
  private static final int SENDER_REPORT = 200;
  private static final int BYE = 203;
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private final OutTrack track;
  private final int channel;
  private final int source;
  private final RtpClock clock;
  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private int sequence;
  private int timestamp;
  private long packets;
  private long octets;
  private long reportMicros;

  /**
   * A stream of packets.
   *
   * @param channel that its packets are framed with; the next one is for reports
   * @param random three numbers that nobody can guess: RFC 3550 §5.1
   */
  OutStream(OutTrack track, int channel, int[] random) {
    this.track = track;
    this.channel = channel;
    this.source = random[0];
    this.sequence = random[1] & 0xffff;
    this.clock = new RtpClock(track.clockRate(), random[2]);
  }

  OutTrack track() {
    return track;
  }

  /** Appends the packets of one unit, parameter sets first. */
  void unit(ByteBuf to, byte[] data, List<byte[]> sets, long ticks, long epochMicros) {
    out = to;
    timestamp = clock.time(ticks, epochMicros);
    reportMicros = epochMicros;
    track.packing().pack(data, sets, this);
    out = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void payload(byte[] header, byte[] data, int from, int length, boolean last) {
    int size = RTP_HEADER + header.length + length;
    out.writeByte('$').writeByte(channel).writeShort(size);
    out.writeByte(VERSION).writeByte((last ? MARKER : 0) | track.payloadType());
    out.writeShort(sequence).writeInt(timestamp).writeInt(source);
    out.writeBytes(header).writeBytes(data, from, length);
    sequence = (sequence + 1) & 0xffff;
    packets++;
    octets += size - RTP_HEADER;
  }

  /** Bytes of media so far. */
  long octets() {
    return octets;
  }

  /** RFC 3550 §6.4.1: what the last timestamp was on the wall clock. Nothing before the first. */
  void report(ByteBuf to) {
    if (packets == 0) {
      return;
    }
    long seconds = Math.floorDiv(reportMicros, 1_000_000L) + SECONDS_1900_TO_1970;
    long fraction = (Math.floorMod(reportMicros, 1_000_000L) << 32) / 1_000_000L;
    to.writeByte('$').writeByte(channel + 1).writeShort(28);
    to.writeByte(VERSION).writeByte(SENDER_REPORT).writeShort(6);
    to.writeInt(source).writeLong(seconds << 32 | fraction).writeInt(timestamp);
    to.writeInt((int) packets).writeInt((int) octets);
  }

  /** RFC 3550 §6.6. */
  void bye(ByteBuf to) {
    to.writeByte('$').writeByte(channel + 1).writeShort(RTP_HEADER - FRAME_HEADER);
    to.writeByte(VERSION | 1).writeByte(BYE).writeShort(1);
    to.writeInt(source);
  }
}
