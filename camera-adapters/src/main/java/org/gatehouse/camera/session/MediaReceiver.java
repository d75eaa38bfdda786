package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;

/**
 * All media streams of a session: shares packets out to their streams, gives what they make its
 * time, and sends sound along with the picture that follows it. Packets of other channels are
 * ignored. Owned by the session's event loop.
 */
final class MediaReceiver {
  private static final int TICKS_PER_MILLI = 90;
  private static final int VIDEO_CLOCK = 90_000;
  private static final long LONGEST_INTERVAL_MILLIS = 60_000;
  private static final int REPORT_BYTES = 128;

  /** Takes what comes out. */
  interface Sink {
    StreamMemory memory();

    void accessUnit(AccessUnit unit);

    void notice(CameraNotice notice);

    void clock(long cameraMinusServerMicros);

    void bye();
  }

  /** Sends a report that belongs to a channel. */
  interface Reporter {
    /** Takes over {@code report}. */
    void send(int rtcpChannel, ByteBuf report);
  }

  private final WallClock wallClock;
  private final Sink sink;
  private final int ownSsrc;
  private final @Nullable StreamReceiver[] byChannel;
  private final boolean[] control;
  private final List<StreamReceiver> streams = new ArrayList<>();
  private final StreamReceiver video;
  private final StreamTime videoTime;
  private final AudioQueue audio = new AudioQueue();
  private @Nullable StreamTime audioTime;

  private boolean anyPicture;
  private long lastTicks;
  private long intervalMillis;

  /** With streams of which exactly one is the video. */
  MediaReceiver(List<MediaStream> agreed, WallClock wallClock, int ownSsrc, Sink sink) {
    this.wallClock = wallClock;
    this.ownSsrc = ownSsrc;
    this.sink = sink;
    this.videoTime = new StreamTime(VIDEO_CLOCK, wallClock);
    int channels =
        1
            + agreed.stream()
                .mapToInt(s -> Math.max(s.rtpChannel(), s.rtcpChannel()))
                .max()
                .orElse(0);
    byChannel = new StreamReceiver[channels];
    control = new boolean[channels];
    agreed.forEach(this::add);
    video = streams.stream().filter(s -> s.kind() == StreamKind.VIDEO).findFirst().orElseThrow();
  }

  private void add(MediaStream stream) {
    StreamPlan plan = stream.plan();
    if (plan.kind() == StreamKind.AUDIO) {
      audioTime = new StreamTime(plan.clockRate(), wallClock);
    }
    StreamReceiver receiver =
        new StreamReceiver(stream, plan.reader().apply(new Output()), new Control());
    streams.add(receiver);
    byChannel[stream.rtcpChannel()] = receiver;
    control[stream.rtcpChannel()] = true;
    byChannel[stream.rtpChannel()] = receiver;
    control[stream.rtpChannel()] = false;
  }

  /** Takes a packet that came at {@code nanos}. */
  void packet(int channel, ByteBuf data, int index, int length, long nanos) {
    StreamReceiver stream = channel < byChannel.length ? byChannel[channel] : null;
    if (stream == null) {
      return;
    }
    if (control[channel]) {
      stream.rtcp(data, index, length, nanos);
    } else {
      stream.rtp(data, index, length, nanos);
    }
  }

  /** Packets missing since the last call. */
  long takeLostPackets() {
    long lost = 0;
    for (StreamReceiver stream : streams) {
      lost += stream.takeLostPackets();
    }
    return lost;
  }

  /** Whether any packet of the video came yet. */
  boolean anyMedia() {
    return video.anyMedia();
  }

  /** When the last packet of the video came. */
  long lastMediaNanos() {
    return video.lastMediaNanos();
  }

  /** Time between the last two pictures by the camera's clock; 0 if not known. */
  long intervalMillis() {
    return intervalMillis;
  }

  /** Reports on every stream that brought something. */
  void report(ByteBufAllocator memory, long nanos, Reporter reporter) {
    for (StreamReceiver stream : streams) {
      if (stream.anyMedia()) {
        ByteBuf report = memory.buffer(REPORT_BYTES);
        stream.writeReport(report, ownSsrc, nanos);
        reporter.send(stream.rtcpChannel(), report);
      }
    }
  }

  private final class Output implements StreamOutput {
    @Override
    public StreamMemory memory() {
      return sink.memory();
    }

    @Override
    public void picture(CodedPicture picture) {
      long ticks = videoTime.ticks(picture.timestamp(), picture.nanos());
      long interval = Math.abs(ticks - lastTicks) / TICKS_PER_MILLI;
      intervalMillis = anyPicture ? Math.min(interval, LONGEST_INTERVAL_MILLIS) : 0;
      anyPicture = true;
      lastTicks = ticks;
      sink.accessUnit(
          new AccessUnit(
              picture.parameters(),
              videoTime.epochMicros(picture.timestamp(), picture.nanos()),
              ticks,
              picture.randomAccess(),
              picture.lostPackets(),
              picture.payload(),
              audio.take()));
    }

    @Override
    public void audio(CodedAudio sound) {
      StreamTime time = audioTime;
      if (time != null) {
        audio.add(
            new AudioFrame(
                sound.format(),
                time.epochMicros(sound.timestamp(), sound.nanos()),
                time.ticks(sound.timestamp(), sound.nanos()),
                sound.durationTicks(),
                sound.payload()));
      }
    }

    @Override
    public void notice(CameraNotice.Topic topic, String source, boolean active, long nanos) {
      sink.notice(new CameraNotice(topic, source, active, wallClock.epochMicros(nanos)));
    }
  }

  private final class Control implements StreamReceiver.Control {
    @Override
    public void senderReport(StreamReceiver from, long ntp, int timestamp, long nanos) {
      if (from.kind() == StreamKind.VIDEO) {
        sink.clock(videoTime.report(ntp, timestamp, nanos));
      } else if (from.kind() == StreamKind.AUDIO && audioTime != null) {
        audioTime.report(ntp, timestamp, nanos);
      }
    }

    @Override
    public void bye(StreamReceiver from) {
      if (from.kind() == StreamKind.VIDEO) {
        sink.bye();
      }
    }
  }

  /** What had to be left out so far, for the log; null if nothing. */
  @Nullable String troubles() {
    long damaged = video.depacketizer().damaged();
    long undecodable = video.depacketizer().undecodable();
    long malformed = streams.stream().mapToLong(s -> s.depacketizer().malformed()).sum();
    if (damaged + undecodable + malformed + videoTime.jumps() + audio.dropped() == 0) {
      return null;
    }
    return ("%d damaged and %d undecodable pictures left out, %d malformed packets, %d time jumps,"
            + " %d pieces of sound dropped")
        .formatted(damaged, undecodable, malformed, videoTime.jumps(), audio.dropped());
  }
}
