package org.gatehouse.camera.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Sends one camera's pictures to one client when they are due. Owned by the client's event loop.
 */
final class Player {
  private static final long REPORT_NANOS = 5_000_000_000L;
  private static final long RETRY_MILLIS = 20;
  private static final int PACKET_OVERHEAD = 18;
  private static final int PACKET = 1400;
  private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;

  private final Channel channel;
  private final CameraScript script;
  private final Timeline timeline;
  private final Packetizer packetizer;
  private final Ticker ticker;
  private final PlayerEvents events;
  private final int timestampBase = ThreadLocalRandom.current().nextInt();

  private @Nullable Future<?> pending;
  private boolean stopped;
  private boolean skipping;
  private long sent;
  private long lastReportNanos;

  /** Hears of the first picture and of the end. */
  interface PlayerEvents {
    void playing(long trackMicros);

    void ended(boolean completed);
  }

  Player(
      Channel channel,
      int rtpChannel,
      CameraScript script,
      Timeline timeline,
      Ticker ticker,
      PlayerEvents events) {
    this.channel = channel;
    this.script = script;
    this.timeline = timeline;
    this.ticker = ticker;
    this.events = events;
    int loseEvery = script.fault() instanceof Fault.LoseEvery lose ? lose.n() : 0;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    this.packetizer =
        new Packetizer(rtpChannel, random.nextInt(), random.nextInt(1 << 16), loseEvery);
    this.lastReportNanos = ticker.nanos() - REPORT_NANOS;
  }

  /** Sends what is due and comes back for the rest. */
  void run() {
    while (!stopped && !timeline.ended() && timeline.dueNanos() - ticker.nanos() <= 0) {
      if (!channel.isWritable() && !script.playback().shared()) {
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

  /** A client too slow for a live camera misses pictures up to a key picture. */
  private void step() {
    Sample sample = timeline.sample();
    skipping = !channel.isWritable() || (skipping && !sample.key());
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
    int packets = sample.avcc().length / PACKET + 4;
    ByteBuf out = channel.alloc().buffer(sample.avcc().length + packets * PACKET_OVERHEAD + 512);
    int timestamp = timestampBase + (int) timeline.sampleTicks();
    report(out, timestamp);
    packetizer.picture(out, sample, script.track().parameters(), timestamp);
    Futures.forget(channel.writeAndFlush(out, channel.voidPromise()));
  }

  private void report(ByteBuf out, int timestamp) {
    long now = ticker.nanos();
    if (now - lastReportNanos >= REPORT_NANOS) {
      lastReportNanos = now;
      long micros = ticker.epochMicros();
      long seconds = micros / 1_000_000 + NTP_OFFSET_SECONDS;
      long fraction = (micros % 1_000_000 << 32) / 1_000_000;
      packetizer.senderReport(out, seconds << 32 | fraction, timestamp);
    }
  }

  private void misbehave() {
    switch (script.fault()) {
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
      default -> {}
    }
  }

  private void finish() {
    stopped = true;
    ByteBuf out = channel.alloc().buffer(16);
    packetizer.bye(out);
    Futures.forget(channel.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE));
    events.ended(true);
  }

  /** Sends no more. */
  void stop() {
    boolean wasRunning = !stopped || script.fault() instanceof Fault.StallAfter;
    stopped = true;
    if (pending != null) {
      pending.cancel(false);
    }
    if (wasRunning) {
      events.ended(false);
    }
  }
}
