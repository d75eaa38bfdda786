package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.ReceiverReport;
import org.gatehouse.camera.rtp.RtcpReader;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.SequenceTracker;
import org.gatehouse.camera.rtp.TimestampExtender;
import org.gatehouse.camera.rtp.h264.H264Depacketizer;
import org.gatehouse.camera.rtp.h264.ParameterTracker;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Turns interleaved data of one stream into access units with times. Data of other channels and
 * other payload types is ignored. Owned by the session's event loop.
 */
final class MediaReceiver {
  private static final long TICKS_PER_MILLI = 90;
  private static final long LONGEST_INTERVAL_MILLIS = 60_000;
  private static final long MILLIS_IN_65536THS = 65_536;

  private final MediaStream stream;
  private final Ticker ticker;
  private final WallClock wallClock;
  private final Consumer<AccessUnit> output;
  private final Consumer<String> ended;
  private final int ownSsrc;
  private final RtpPacket packet = new RtpPacket();
  private final SequenceTracker sequence = new SequenceTracker();
  private final TimestampExtender timestamps = new TimestampExtender();
  private final H264Depacketizer depacketizer;
  private final RtcpReader.Sink reports = new Reports();

  private boolean anyMedia;
  private boolean anyPicture;
  private long lastMediaNanos;
  private long lastTicks;
  private long intervalMillis;
  private long lastEpochMicros;
  private long lostPackets;
  private int senderReportMiddle;
  private long senderReportNanos;

  MediaReceiver(
      MediaStream stream,
      Ticker ticker,
      WallClock wallClock,
      int ownSsrc,
      Consumer<AccessUnit> output,
      Consumer<String> ended) {
    this.stream = stream;
    this.ticker = ticker;
    this.wallClock = wallClock;
    this.ownSsrc = ownSsrc;
    this.output = output;
    this.ended = ended;
    ParameterTracker parameters = new ParameterTracker();
    if (stream.sprop() != null) {
      parameters.offerFromSdp(stream.sprop());
    }
    this.depacketizer = new H264Depacketizer(parameters, this::picture);
  }

  void interleaved(int channel, ByteBuf data, int index, int length) {
    if (channel == stream.rtpChannel()) {
      rtp(data, index, length);
    } else if (channel == stream.rtcpChannel()) {
      RtcpReader.read(data, index, length, reports);
    }
  }

  private void rtp(ByteBuf data, int index, int length) {
    boolean ours = packet.read(data, index, length) && packet.payloadType() == stream.payloadType();
    if (!ours) {
      return;
    }
    int lost = sequence.next(packet.sequence());
    if (lost == SequenceTracker.REPEATED) {
      return;
    }
    lostPackets += lost;
    anyMedia = true;
    lastMediaNanos = ticker.nanos();
    depacketizer.packet(data, packet, lost, lastMediaNanos);
  }

  private void picture(CodedPicture picture) {
    long ticks = timestamps.extend(picture.timestamp(), picture.nanos());
    long interval = Math.abs(ticks - lastTicks) / TICKS_PER_MILLI;
    intervalMillis = anyPicture ? Math.min(interval, LONGEST_INTERVAL_MILLIS) : 0;
    anyPicture = true;
    lastTicks = ticks;
    lastEpochMicros = Math.max(lastEpochMicros, wallClock.epochMicros(picture.nanos()));
    output.accept(
        new AccessUnit(
            picture.parameters(),
            lastEpochMicros,
            ticks,
            picture.randomAccess(),
            picture.lostPackets(),
            picture.payload()));
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

  /** Time between the last two pictures by the camera's clock; 0 if not known. */
  long intervalMillis() {
    return intervalMillis;
  }

  /** Appends a receiver report as an interleaved frame, RFC 2326 §10.12. */
  void writeReport(ByteBuf out, long nanos) {
    int delay =
        senderReportMiddle == 0
            ? 0
            : (int)
                (TimeUnit.NANOSECONDS.toMillis(nanos - senderReportNanos)
                    * MILLIS_IN_65536THS
                    / 1000);
    out.writeByte('$').writeByte(stream.rtcpChannel());
    int lengthAt = out.writerIndex();
    out.writeShort(0);
    ReceiverReport.write(out, ownSsrc, packet.ssrc(), sequence, senderReportMiddle, delay);
    out.setShort(lengthAt, out.writerIndex() - lengthAt - 2);
  }

  private final class Reports implements RtcpReader.Sink {
    @Override
    public void senderReport(int ssrc, long ntp, int timestamp) {
      if (anyMedia && ssrc == packet.ssrc()) {
        senderReportMiddle = (int) (ntp >>> 16);
        senderReportNanos = ticker.nanos();
      }
    }

    @Override
    public void bye(int ssrc) {
      if (anyMedia && ssrc == packet.ssrc()) {
        ended.accept("RTCP BYE");
      }
    }
  }

  /** What had to be left out so far, for the log; null if nothing. */
  @Nullable String troubles() {
    long damaged = depacketizer.damaged();
    long undecodable = depacketizer.undecodable();
    long malformed = depacketizer.malformed();
    if (damaged + undecodable + malformed + timestamps.jumps() == 0) {
      return null;
    }
    return "%d damaged and %d undecodable pictures left out, %d malformed packets, %d time jumps"
        .formatted(damaged, undecodable, malformed, timestamps.jumps());
  }
}
