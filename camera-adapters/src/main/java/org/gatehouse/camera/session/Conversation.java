package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspWriter;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one open connection: the steps up to PLAY one after the other, then keep-alive
 * and media until something ends it. Owned by the connection's event loop.
 */
final class Conversation implements RtspStreamParser.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long WATCH_MILLIS = 500;
  private static final int CLIENT_NONCE_BYTES = 8;
  private static final int WRITE_BYTES = 512;

  /** Hears how it goes; nothing more after {@code ended} or {@code moved}. */
  interface Events {
    void playing();

    void accessUnit(AccessUnit unit);

    void traffic(long bytes, long lostPackets);

    void moved(String location);

    void ended(CameraFault fault);
  }

  private final Channel channel;
  private final Ticker ticker;
  private final WallClock wallClock;
  private final SessionTimings timings;
  private final Events events;
  private final Dialogue dialogue;

  /** How far it has come; only forwards. */
  private enum Phase {
    NEGOTIATING,
    PLAYING,
    LEAVING,
    OVER
  }

  private Step step;
  private Phase phase = Phase.NEGOTIATING;
  private @Nullable Playing playing;
  private @Nullable KeepAlive keepAlive;
  private @Nullable MediaReceiver media;
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> watch;
  private long bytes;
  private long lastTrafficNanos;
  private long lastReportNanos;
  private long playingSinceNanos;

  Conversation(
      Channel channel,
      String url,
      @Nullable Credentials credentials,
      Ticker ticker,
      WallClock wallClock,
      SessionTimings timings,
      Events events) {
    this.channel = channel;
    this.ticker = ticker;
    this.wallClock = wallClock;
    this.timings = timings;
    this.events = events;
    this.dialogue = new Dialogue(this::send, credentials, Conversation::clientNonce);
    this.step = new OptionsStep(url);
  }

  private static String clientNonce() {
    byte[] bytes = new byte[CLIENT_NONCE_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The step at hand, for messages. */
  String stepName() {
    return playing == null ? step.method() : "streaming";
  }

  /** Says the first word. */
  void start() {
    lastTrafficNanos = ticker.nanos();
    watch =
        channel
            .eventLoop()
            .scheduleAtFixedRate(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    take(step);
  }

  private void take(Step next) {
    step = next;
    if (next instanceof PlayStep play) {
      dialogue.session(play.sessionId());
      media =
          new MediaReceiver(
              play.media(),
              ticker,
              wallClock,
              RANDOM.nextInt(),
              this::accessUnit,
              how -> end(Faults.ended(how)));
    }
    stopDeadline();
    long wait = timings.reply().toMillis();
    deadline =
        channel
            .eventLoop()
            .schedule(() -> end(Faults.noAnswer(stepName(), wait)), wait, TimeUnit.MILLISECONDS);
    dialogue.ask(next.method(), next.url(), next.headers(), this::stepAnswered);
  }

  private void stepAnswered(RtspResponse response) {
    if (phase != Phase.NEGOTIATING) {
      return;
    }
    stopDeadline();
    switch (step.answered(response)) {
      case Step.Outcome.Next next -> take(next.step());
      case Step.Outcome.Started started -> started(started.playing());
      case Step.Outcome.Moved moved -> moved(moved.location());
      case Step.Outcome.Refused refused ->
          end(Faults.refused(stepName(), refused.response(), dialogue.hasCredentials()));
      case Step.Outcome.Failed failed -> end(failed.fault());
    }
  }

  private void started(Playing now) {
    phase = Phase.PLAYING;
    playing = now;
    playingSinceNanos = ticker.nanos();
    lastReportNanos = playingSinceNanos;
    keepAlive = new KeepAlive(dialogue, now, playingSinceNanos);
    events.playing();
  }

  @Override
  public void interleaved(int interleavedChannel, ByteBuf data, int index, int length) {
    if (flowing() && media != null) {
      media.interleaved(interleavedChannel, data, index, length);
    }
  }

  private boolean flowing() {
    return phase == Phase.NEGOTIATING || phase == Phase.PLAYING;
  }

  @Override
  public void message(RtspMessage message) {
    if (phase == Phase.OVER) {
      return;
    }
    switch (message) {
      case RtspResponse response -> dialogue.answered(response);
      case RtspRequest request -> {
        send(ServerRequests.answer(request));
        if (request.method().equals("TEARDOWN")) {
          end(Faults.ended("TEARDOWN by the camera"));
        }
      }
    }
  }

  private void accessUnit(AccessUnit unit) {
    if (flowing()) {
      events.accessUnit(unit);
    }
  }

  private void send(RtspMessage message) {
    ByteBuf out = channel.alloc().buffer(WRITE_BYTES);
    RtspWriter.write(message, out);
    Futures.forget(channel.writeAndFlush(out, channel.voidPromise()));
  }

  /** Counts what the socket gave. */
  void read(int count) {
    bytes += count;
  }

  private void watch() {
    long now = ticker.nanos();
    if (now - lastTrafficNanos >= TimeUnit.SECONDS.toNanos(1)) {
      lastTrafficNanos = now;
      tellTraffic();
    }
    if (keepAlive != null && media != null) {
      keepAlive.tick(now);
      report(media, now);
      checkFlow(media, now);
    }
  }

  private void tellTraffic() {
    long lost = media == null ? 0 : media.takeLostPackets();
    if (bytes > 0 || lost > 0) {
      events.traffic(bytes, lost);
      bytes = 0;
    }
  }

  private void report(MediaReceiver from, long now) {
    if (from.anyMedia() && now - lastReportNanos >= timings.receiverReport().toNanos()) {
      lastReportNanos = now;
      ByteBuf out = channel.alloc().buffer(WRITE_BYTES);
      from.writeReport(out, now);
      Futures.forget(channel.writeAndFlush(out, channel.voidPromise()));
    }
  }

  private void checkFlow(MediaReceiver from, long now) {
    long since = from.anyMedia() ? from.lastMediaNanos() : playingSinceNanos;
    long silentMillis = TimeUnit.NANOSECONDS.toMillis(now - since);
    long limit =
        from.anyMedia()
            ? Math.max(timings.stall().toMillis(), 3 * from.intervalMillis())
            : timings.firstMedia().toMillis();
    if (silentMillis >= limit) {
      end(Faults.noMedia(silentMillis));
    }
  }

  /** Leaves politely: TEARDOWN, and the connection stays for the answer, but not for long. */
  void leave() {
    if (!flowing()) {
      return;
    }
    if (!dialogue.hasSession()) {
      end(Faults.left(stepName()));
      return;
    }
    tellTraffic();
    enter(Phase.LEAVING);
    dialogue.ask(
        "TEARDOWN", teardownUrl(), RtspHeaders.EMPTY, response -> Futures.forget(channel.close()));
    deadline =
        channel
            .eventLoop()
            .schedule(
                () -> Futures.forget(channel.close()),
                timings.farewell().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private String teardownUrl() {
    return playing == null ? step.url() : playing.aggregateUrl();
  }

  /** The connection is gone. */
  void closed(String how, int unread) {
    if (phase == Phase.LEAVING) {
      enter(Phase.OVER);
      events.ended(Faults.left(stepName()));
    } else {
      end(Faults.closed(stepName(), how, unread));
    }
  }

  /** What came could not be understood, or we failed over it. */
  void failed(String seen) {
    end(Faults.protocol(stepName(), seen));
  }

  private void moved(String location) {
    enter(Phase.OVER);
    Futures.forget(channel.close());
    events.moved(location);
  }

  /** Says good-bye without waiting, for some cameras keep dead sessions until they hear it. */
  private void end(CameraFault fault) {
    if (!flowing()) {
      return;
    }
    tellTraffic();
    enter(Phase.OVER);
    if (channel.isActive() && dialogue.hasSession()) {
      dialogue.ask("TEARDOWN", teardownUrl(), RtspHeaders.EMPTY, response -> {});
    }
    Futures.forget(
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
    events.ended(fault);
  }

  private void enter(Phase next) {
    String troubles = media == null || !flowing() ? null : media.troubles();
    if (troubles != null) {
      LOG.info("{}: {}", Redaction.withoutUserInfo(teardownUrl()), troubles);
    }
    phase = next;
    stopDeadline();
    if (watch != null) {
      watch.cancel(false);
    }
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
