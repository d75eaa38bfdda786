package org.gatehouse.camera.payload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.SequenceTracker;

/** Feeds a depacketizer with packets; arrival is a thousand times the timestamp. */
public final class Sender {
  private final Depacketizer to;
  private final SequenceTracker sequences = new SequenceTracker();
  private int sequence;

  public Sender(Depacketizer to) {
    this.to = to;
  }

  /** Sends one payload. */
  public void send(int timestamp, boolean marker, byte[] payload) {
    ByteBuf data = Unpooled.buffer();
    data.writeByte(0x80).writeByte((marker ? 0x80 : 0) | 96).writeShort(sequence++ & 0xffff);
    data.writeInt(timestamp).writeInt(1).writeBytes(payload);
    datagram(data);
  }

  /** Loses packets. */
  public void lose(int packets) {
    sequence += packets;
  }

  /** Sends one whole packet and releases it. */
  public void datagram(ByteBuf data) {
    RtpPacket packet = new RtpPacket();
    if (packet.read(data, data.readerIndex(), data.readableBytes())) {
      int lost = sequences.next(packet.sequence());
      if (lost != SequenceTracker.REPEATED) {
        to.packet(data, packet, lost, packet.timestamp() * 1000L);
      }
    }
    data.release();
  }
}
