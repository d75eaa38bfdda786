package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.ReceiverReport;
import org.gatehouse.camera.rtp.RtcpReader;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.SequenceTracker;

/**
 * The packets of one media stream, in order: numbers them, counts losses, feeds its depacketizer.
 * Packets of other payload types are ignored; those of the same sender use up a number, so that
 * they leave no gap. Owned by the session's event loop.
 */
final class StreamReceiver {
  private static final long MILLIS_IN_65536THS = 65_536;

  /** Hears what the sender says beside its media. */
  interface Control {
    void senderReport(StreamReceiver from, long ntp, int timestamp, long nanos);

    void bye(StreamReceiver from);
  }

  private final MediaStream stream;
  private final Depacketizer depacketizer;
  private final Control control;
  private final RtpPacket packet = new RtpPacket();
  private final SequenceTracker sequence = new SequenceTracker();
  private final RtcpReader.Sink reports = new Reports();

  private boolean anyMedia;
  private int sender;
  private long lastMediaNanos;
  private long lostPackets;
  private int senderReportMiddle;
  private long reportNanos;
  private long senderReportNanos;

  StreamReceiver(MediaStream stream, Depacketizer depacketizer, Control control) {
    this.stream = stream;
    this.depacketizer = depacketizer;
    this.control = control;
  }

  StreamKind kind() {
    return stream.plan().kind();
  }

  int rtcpChannel() {
    return stream.rtcpChannel();
  }

  void rtp(ByteBuf data, int index, int length, long nanos) {
    if (!packet.read(data, index, length)) {
      return;
    }
    if (packet.payloadType() != stream.plan().payloadType()) {
      if (anyMedia && packet.ssrc() == sender) {
        sequence.passBy(packet.sequence());
      }
      return;
    }
    int lost = sequence.next(packet.sequence());
    if (lost == SequenceTracker.REPEATED) {
      return;
    }
    lostPackets += lost;
    anyMedia = true;
    sender = packet.ssrc();
    lastMediaNanos = nanos;
    depacketizer.packet(data, packet, lost, nanos);
  }

  void rtcp(ByteBuf data, int index, int length, long nanos) {
    reportNanos = nanos;
    RtcpReader.read(data, index, length, reports);
  }

  /** Packets missing since the last call. */
  long takeLostPackets() {
    long lost = lostPackets;
    lostPackets = 0;
    return lost;
  }

  /** Whether any packet of the stream came yet. */
  boolean anyMedia() {
    return anyMedia;
  }

  long lastMediaNanos() {
    return lastMediaNanos;
  }

  Depacketizer depacketizer() {
    return depacketizer;
  }

  /** Appends a receiver report. */
  void writeReport(ByteBuf out, int ownSsrc, long nanos) {
    long delayMillis = TimeUnit.NANOSECONDS.toMillis(nanos - senderReportNanos);
    int delay = senderReportMiddle == 0 ? 0 : (int) (delayMillis * MILLIS_IN_65536THS / 1000);
    ReceiverReport.write(out, ownSsrc, sender, sequence, senderReportMiddle, delay);
  }

  /** Reports of senders that sent no media are ignored: some cameras name others. */
  private final class Reports implements RtcpReader.Sink {
    @Override
    public void senderReport(int ssrc, long ntp, int timestamp) {
      if (anyMedia && ssrc == sender) {
        senderReportMiddle = (int) (ntp >>> 16);
        senderReportNanos = reportNanos;
        control.senderReport(StreamReceiver.this, ntp, timestamp, reportNanos);
      }
    }

    @Override
    public void bye(int ssrc) {
      if (anyMedia && ssrc == sender) {
        control.bye(StreamReceiver.this);
      }
    }
  }
}
