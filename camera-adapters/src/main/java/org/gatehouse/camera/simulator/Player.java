package org.gatehouse.camera.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Sends one track of a camera to one client when it is due. The faults of a camera are those of its
 * video. Owned by the client's event loop.
 */
final class Player {
  private static final long REPORT_NANOS = 5_000_000_000L;
  private static final long RETRY_MILLIS = 20;
  private static final int PACKET_OVERHEAD = 32;
  private static final int PACKET = 1400;
  private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;

  private final Channel channel;
  private final MediaPath path;
  private final Playback playback;
  private final Fault fault;
  private final Timeline timeline;
  private final RtpSender sender;
  private final List<byte[]> parameterSets;
  private final Ticker ticker;
  private final PlayerEvents events;
  private int timestampBase = ThreadLocalRandom.current().nextInt();

  private @Nullable Future<?> pending;
  private boolean stopped;
  private boolean skipping;
  private long sent;
  private long lastReportNanos;

  /** Hears of the first unit and of the end. */
  interface PlayerEvents {
    default void playing(long trackMicros) {}

    default void ended(boolean completed) {}
  }

  /**
   * Of one track.
   *
   * @param rtpChannel of the connection; 0 beside it
   */
  Player(
      Channel channel,
      MediaPath path,
      int rtpChannel,
      Track track,
      CameraScript script,
      Timeline timeline,
      Ticker ticker,
      PlayerEvents events) {
    this.channel = channel;
    this.path = path;
    this.playback = script.playback();
    this.fault = track instanceof VideoTrack ? script.fault() : new Fault.None();
    this.timeline = timeline;
    this.parameterSets =
        track instanceof VideoTrack video ? Payload.inBand(video.parameters()) : List.of();
    this.ticker = ticker;
    this.events = events;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    this.sender =
        new RtpSender(
            Payload.of(track, script),
            rtpChannel,
            random.nextInt(),
            random.nextInt(1 << 16),
            fault);
    this.lastReportNanos = ticker.nanos() - REPORT_NANOS;
  }

  /** Sends what is due and comes back for the rest. */
  void run() {
    while (!stopped && !timeline.ended() && timeline.dueNanos() - ticker.nanos() <= 0) {
      if (!path.writable() && !playback.shared()) {
        later(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
        return;
      }
      step();
    }
    if (stopped) {
      return;
    }
    if (timeline.ended()) {
      finish();
    } else {
      later(timeline.dueNanos() - ticker.nanos());
    }
  }

  private void later(long nanos) {
    pending = channel.eventLoop().schedule(this::run, nanos, TimeUnit.NANOSECONDS);
  }

  /** A client too slow for a live camera misses units up to one where it may join. */
  private void step() {
    Sample sample = timeline.sample();
    skipping = !path.writable() || (skipping && !sample.key());
    if (!skipping) {
      send(sample);
    }
    timeline.next();
    misbehave();
  }

  private void send(Sample sample) {
    if (sent == 0) {
      events.playing(timeline.trackMicros());
    }
    sent++;
    int packets = sample.data().length / PACKET + 4;
    ByteBuf out = channel.alloc().buffer(sample.data().length + packets * PACKET_OVERHEAD + 512);
    int timestamp = timestampBase + (int) timeline.sampleTicks();
    sender.unit(out, sample.data(), before(sample), timestamp);
    report(out, timestamp);
    path.send(out);
  }

  private List<byte[]> before(Sample sample) {
    ParameterSets own = sample.parameters();
    return own != null ? Payload.inBand(own) : sample.key() ? parameterSets : List.of();
  }

  private void report(ByteBuf out, int timestamp) {
    long now = ticker.nanos();
    if (now - lastReportNanos >= REPORT_NANOS) {
      lastReportNanos = now;
      long micros = ticker.epochMicros();
      long seconds = micros / 1_000_000 + NTP_OFFSET_SECONDS;
      long fraction = (micros % 1_000_000 << 32) / 1_000_000;
      sender.senderReport(out, seconds << 32 | fraction, timestamp);
    }
  }

  private void misbehave() {
    switch (fault) {
      case Fault.StallAfter stall when sent >= stall.units() -> stopped = true;
      case Fault.CloseAfter close when sent >= close.units() -> {
        stop();
        Futures.forget(channel.close());
      }
      case Fault.TruncateAfter truncate when sent >= truncate.units() -> {
        stop();
        ByteBuf half = channel.alloc().buffer(PACKET);
        half.writeByte('$').writeByte(0).writeShort(PACKET).writeZero(PACKET / 2);
        Futures.forget(channel.writeAndFlush(half).addListener(ChannelFutureListener.CLOSE));
      }
      case Fault.TimestampJump jump when sent == jump.units() -> timestampBase += jump.ticks();
      default -> {}
    }
  }

  private void finish() {
    stopped = true;
    ByteBuf out = channel.alloc().buffer(16);
    sender.bye(out);
    path.send(out);
    events.ended(true);
  }

  /** Sends no more. */
  void stop() {
    boolean wasRunning = !stopped || fault instanceof Fault.StallAfter;
    stopped = true;
    if (pending != null) {
      pending.cancel(false);
    }
    if (wasRunning) {
      events.ended(false);
    }
  }
}
