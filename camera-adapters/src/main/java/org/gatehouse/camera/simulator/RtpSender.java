package org.gatehouse.camera.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.gatehouse.camera.packing.Packing;

/**
 * Writes one media stream as RTP packets, framed as RFC 2326 §10.12 has it, and its reports. Owned
 * by the simulator's event loop.
 */
final class RtpSender implements Packing.Sink {
  private static final int RTP_HEADER = 12;
  private static final int FRAME_HEADER = 4;
  private static final int MARKER = 0x80;

  private final Packing packing;
  private final int payloadType;
  private final int channel;
  private final int ssrc;
  private final int loseEvery;
  private final Fault fault;
  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private int sequence;
  private int timestamp;
  private long packets;
  private long octets;

  RtpSender(Payload payload, int channel, int ssrc, int firstSequence, Fault fault) {
    this.packing = payload.packing();
    this.payloadType = payload.type();
    this.channel = channel;
    this.ssrc = ssrc;
    this.sequence = firstSequence;
    this.fault = fault;
    this.loseEvery = fault instanceof Fault.LoseEvery lose ? lose.n() : 0;
  }

  /** Appends the packets of one unit, parameter sets first. */
  void unit(ByteBuf to, byte[] data, List<byte[]> parameterSets, int rtpTimestamp) {
    out = to;
    timestamp = rtpTimestamp;
    packing.pack(data, parameterSets, this);
    out = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void payload(byte[] header, byte[] data, int from, int length, boolean last) {
    int start = out.writerIndex();
    boolean marker = fault instanceof Fault.Markers wrong ? wrong.everywhere() : last;
    out.writeByte('$').writeByte(channel).writeShort(RTP_HEADER + header.length + length);
    out.writeByte(0x80).writeByte((marker ? MARKER : 0) | payloadType);
    out.writeShort(sequence).writeInt(timestamp).writeInt(ssrc);
    out.writeBytes(header).writeBytes(data, from, length);
    sequence = (sequence + 1) & 0xffff;
    packets++;
    octets += out.writerIndex() - start - FRAME_HEADER - RTP_HEADER;
    if (loseEvery > 0 && packets % loseEvery == 0) {
      out.writerIndex(start);
    }
  }

  /** An RTCP sender report, RFC 3550 §6.4.1. */
  void senderReport(ByteBuf to, long ntp, int rtpTimestamp) {
    to.writeByte('$').writeByte(channel + 1).writeShort(28);
    to.writeByte(0x80).writeByte(200).writeShort(6);
    to.writeInt(ssrc).writeLong(ntp).writeInt(rtpTimestamp);
    to.writeInt((int) packets).writeInt((int) octets);
  }

  /** An RTCP goodbye, RFC 3550 §6.6. */
  void bye(ByteBuf to) {
    to.writeByte('$').writeByte(channel + 1).writeShort(8);
    to.writeByte(0x81).writeByte(203).writeShort(1);
    to.writeInt(ssrc);
  }
}
