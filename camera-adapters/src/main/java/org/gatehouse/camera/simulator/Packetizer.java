package org.gatehouse.camera.simulator;

import io.netty.buffer.ByteBuf;
import org.gatehouse.contract.media.ParameterSets;

/**
 * Writes pictures as interleaved RTP packets, RFC 6184 packetization mode 1: parameter sets in a
 * STAP-A, small NAL units alone, large ones in FU-A. Owned by the simulator's event loop.
 */
final class Packetizer {
  private static final int MOST_PAYLOAD = 1400;
  private static final int RTP_HEADER = 12;
  private static final int FRAME_HEADER = 4;
  private static final int FU_A = 28;
  private static final int STAP_A = 24;
  private static final int MARKER = 0x80;
  static final int PAYLOAD_TYPE = 96;

  private final int channel;
  private final int ssrc;
  private final int loseEvery;
  private int sequence;
  private int timestamp;
  private long packets;
  private long octets;

  /** With {@code loseEvery} 0, nothing is lost. */
  Packetizer(int channel, int ssrc, int firstSequence, int loseEvery) {
    this.channel = channel;
    this.ssrc = ssrc;
    this.sequence = firstSequence;
    this.loseEvery = loseEvery;
  }

  void picture(ByteBuf out, Sample sample, ParameterSets parameters, int rtpTimestamp) {
    timestamp = rtpTimestamp;
    if (sample.key()) {
      parameterSets(out, parameters);
    }
    byte[] avcc = sample.avcc();
    int at = 0;
    while (at + 4 <= avcc.length) {
      int length =
          (avcc[at] & 0xff) << 24
              | (avcc[at + 1] & 0xff) << 16
              | (avcc[at + 2] & 0xff) << 8
              | (avcc[at + 3] & 0xff);
      at += 4;
      nal(out, avcc, at, length, at + length >= avcc.length);
      at += length;
    }
  }

  private void parameterSets(ByteBuf out, ParameterSets sets) {
    int start = begin(out, false);
    out.writeByte((sets.sps()[0] & 0x60) | STAP_A);
    out.writeShort(sets.sps().length).writeBytes(sets.sps());
    out.writeShort(sets.pps().length).writeBytes(sets.pps());
    end(out, start);
  }

  private void nal(ByteBuf out, byte[] avcc, int from, int length, boolean last) {
    if (length <= MOST_PAYLOAD) {
      int start = begin(out, last);
      out.writeBytes(avcc, from, length);
      end(out, start);
      return;
    }
    int indicator = (avcc[from] & 0xe0) | FU_A;
    int type = avcc[from] & 0x1f;
    int at = from + 1;
    int stop = from + length;
    while (at < stop) {
      int size = Math.min(MOST_PAYLOAD - 2, stop - at);
      boolean ends = at + size == stop;
      int start = begin(out, last && ends);
      int flags = (at == from + 1 ? 0x80 : 0) | (ends ? 0x40 : 0);
      out.writeByte(indicator).writeByte(flags | type).writeBytes(avcc, at, size);
      end(out, start);
      at += size;
    }
  }

  private int begin(ByteBuf out, boolean marker) {
    int start = out.writerIndex();
    out.writeByte('$').writeByte(channel).writeShort(0);
    out.writeByte(0x80).writeByte((marker ? MARKER : 0) | PAYLOAD_TYPE);
    out.writeShort(sequence).writeInt(timestamp).writeInt(ssrc);
    return start;
  }

  private void end(ByteBuf out, int start) {
    int length = out.writerIndex() - start - FRAME_HEADER;
    out.setShort(start + 2, length);
    sequence = (sequence + 1) & 0xffff;
    packets++;
    octets += length - RTP_HEADER;
    if (loseEvery > 0 && packets % loseEvery == 0) {
      out.writerIndex(start);
    }
  }

  /** An RTCP sender report, RFC 3550 §6.4.1. */
  void senderReport(ByteBuf out, long ntp, int rtpTimestamp) {
    out.writeByte('$').writeByte(channel + 1).writeShort(28);
    out.writeByte(0x80).writeByte(200).writeShort(6);
    out.writeInt(ssrc).writeLong(ntp).writeInt(rtpTimestamp);
    out.writeInt((int) packets).writeInt((int) octets);
  }

  /** An RTCP goodbye, RFC 3550 §6.6. */
  void bye(ByteBuf out) {
    out.writeByte('$').writeByte(channel + 1).writeShort(8);
    out.writeByte(0x81).writeByte(203).writeShort(1);
    out.writeInt(ssrc);
  }
}
