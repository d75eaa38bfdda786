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
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamMemory;
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

  /** Hears how it goes; nothing more after {@code ended}, {@code moved} or {@code again}. */
  interface Events {
    StreamMemory memory();

    void playing();

    void accessUnit(AccessUnit unit);

    void notice(CameraNotice notice);

    void traffic(long bytes, long lostPackets);

    /** So many bytes of the connection were neither message nor frame. */
    void garbage(long bytes);

    void clock(long cameraMinusServerMicros);

    void refusedLogin();

    /** Media came over that transport. */
    void worked(LowerTransport transport);

    void moved(String location);

    /** Another connection is needed to try the next transport. */
    void again();

    void ended(CameraFault fault);
  }

  private final Channel channel;
  private final SessionTerms terms;
  private final Ticker ticker;
  private final Events events;
  private final Dialogue dialogue;
  private final MediaFlow flow;

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
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> watch;
  private boolean toldPlaying;
  private long lastTrafficNanos;
  private long garbage;

  Conversation(Channel channel, SessionTerms terms, SessionResources resources, Events events) {
    this.channel = channel;
    this.terms = terms;
    this.ticker = resources.ticker();
    this.events = events;
    this.dialogue =
        new Dialogue(
            this::send, terms.credentials(), Conversation::clientNonce, events::refusedLogin);
    this.flow =
        new MediaFlow(
            channel,
            resources,
            terms.timings(),
            terms.policies().contains(CameraPolicy.ANY_DATAGRAM_SOURCE),
            RANDOM.nextInt(),
            new Media());
    this.step = new OptionsStep(terms.url(), terms.audio());
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
    switch (next) {
      case SetupStep setup when setup.ask() == null -> prepare(setup);
      case PlayStep play -> {
        flow.agreed(play.streams(), terms.transports().current(), this::notJoined);
        if (phase == Phase.NEGOTIATING) {
          ask(play);
        }
      }
      default -> ask(next);
    }
  }

  /** Makes ready for the stream what its SETUP will ask for. */
  private void prepare(SetupStep setup) {
    switch (terms.transports().current()) {
      case TCP -> take(setup.asking(new TransportAsk.Interleaved(setup.channel())));
      case MULTICAST -> take(setup.asking(new TransportAsk.Multicast()));
      case UDP ->
          flow.openPorts(
              setup.channel(),
              port -> {
                if (phase == Phase.NEGOTIATING) {
                  take(setup.asking(new TransportAsk.Unicast(port)));
                }
              },
              this::failed);
    }
  }

  private void ask(Step next) {
    stopDeadline();
    long wait = terms.timings().reply().toMillis();
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
    if (step instanceof SetupStep && response.ok()) {
      takeSession(response);
    }
    switch (step.answered(response)) {
      case Step.Outcome.Next next -> take(next.step());
      case Step.Outcome.Started started -> started(started.playing());
      case Step.Outcome.Moved moved -> moved(moved.location());
      case Step.Outcome.Refused refused ->
          end(Faults.refused(stepName(), refused.response(), dialogue.hasCredentials()));
      case Step.Outcome.OtherTransport other -> fallBack(other.seen(), other.ifLast());
      case Step.Outcome.Failed failed -> end(failed.fault());
    }
  }

  /** Some cameras name another session in each SETUP; most then mean the last. */
  private void takeSession(RtspResponse response) {
    String session = response.headers().first("Session");
    boolean keepFirst = terms.policies().contains(CameraPolicy.FIRST_SESSION_ID);
    if (session != null && !(keepFirst && dialogue.hasSession())) {
      dialogue.session(SessionHeader.parse(session).id());
    }
  }

  /**
   * Tries the next transport: on this connection if nothing was set up on it, from DESCRIBE on, for
   * some cameras want a new one; else on another.
   */
  private void fallBack(String seen, CameraFault ifLast) {
    LowerTransport failed = terms.transports().current();
    if (!terms.transports().next()) {
      end(ifLast);
      return;
    }
    LOG.info(
        "camera {}: {} over {}: {}; trying {}",
        terms.stream(),
        stepName(),
        failed,
        seen,
        terms.transports().current());
    flow.close();
    if (step instanceof SetupStep setup && !dialogue.hasSession()) {
      String methods = setup.presentation().publicMethods();
      take(new DescribeStep(terms.url(), methods, terms.audio()));
    } else {
      sayGoodbye();
      enter(Phase.OVER);
      events.again();
    }
  }

  /** A group that cannot be joined here, or that the camera does not name. */
  private void notJoined(String seen) {
    if (phase == Phase.NEGOTIATING || phase == Phase.PLAYING) {
      fallBack(seen, Faults.protocol(stepName(), seen));
    }
  }

  /** Over UDP, only a packet shows that it plays. */
  private void started(Playing now) {
    phase = Phase.PLAYING;
    playing = now;
    long nanos = ticker.nanos();
    flow.started(nanos);
    keepAlive =
        new KeepAlive(
            dialogue,
            now,
            nanos,
            response -> end(Faults.refused(stepName(), response, dialogue.hasCredentials())));
    if (terms.transports().current() == LowerTransport.TCP || flow.anyMedia()) {
      tellPlaying();
    }
  }

  private void tellPlaying() {
    if (!toldPlaying && phase == Phase.PLAYING) {
      toldPlaying = true;
      events.playing();
    }
  }

  @Override
  public void interleaved(int interleavedChannel, ByteBuf data, int index, int length) {
    if (flowing()) {
      flow.interleaved(interleavedChannel, data, index, length);
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
        obey(request);
      }
    }
  }

  private void obey(RtspRequest request) {
    String location = request.headers().first("Location");
    if (request.method().equals("TEARDOWN")) {
      end(Faults.ended("TEARDOWN by the camera"));
    } else if (request.method().equals("REDIRECT") && location != null && flowing()) {
      sayGoodbye();
      moved(location);
    }
  }

  /** What comes out of the packets. */
  private final class Media implements MediaReceiver.Sink {
    private boolean any;

    @Override
    public StreamMemory memory() {
      return events.memory();
    }

    @Override
    public void accessUnit(AccessUnit unit) {
      if (!flowing()) {
        return;
      }
      if (!any) {
        any = true;
        tellPlaying();
        events.worked(terms.transports().current());
      }
      events.accessUnit(unit);
    }

    @Override
    public void notice(CameraNotice notice) {
      if (flowing()) {
        events.notice(notice);
      }
    }

    @Override
    public void clock(long cameraMinusServerMicros) {
      if (flowing()) {
        events.clock(cameraMinusServerMicros);
      }
    }

    @Override
    public void bye() {
      end(Faults.ended("RTCP BYE"));
    }
  }

  private void send(RtspMessage message) {
    ByteBuf out = channel.alloc().buffer(WRITE_BYTES);
    RtspWriter.write(message, out);
    Futures.forget(channel.writeAndFlush(out, channel.voidPromise()));
  }

  /** Counts what the socket gave; its items follow. */
  void read(int count) {
    flow.read(count);
  }

  /** Counts what was neither message nor frame. */
  void skipped(long count) {
    garbage += count;
  }

  private void watch() {
    long now = ticker.nanos();
    if (now - lastTrafficNanos >= TimeUnit.SECONDS.toNanos(1)) {
      lastTrafficNanos = now;
      tellTraffic();
    }
    if (keepAlive != null) {
      keepAlive.tick(now);
      flow.report(now);
      checkFlow(now);
    }
  }

  private void tellTraffic() {
    long bytes = flow.takeBytes();
    long lost = flow.takeLostPackets();
    if (bytes > 0 || lost > 0) {
      events.traffic(bytes, lost);
    }
    if (garbage > 0) {
      events.garbage(garbage);
      garbage = 0;
    }
  }

  private void checkFlow(long now) {
    if (flow.anyMedia()) {
      tellPlaying();
    }
    long silentMillis = flow.overdueMillis(now);
    if (silentMillis == 0) {
      return;
    }
    CameraFault fault = Faults.noMedia(silentMillis);
    if (flow.anyMedia() || terms.transports().current() == LowerTransport.TCP) {
      end(fault);
    } else {
      fallBack("no packets came", fault);
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
                terms.timings().farewell().toMillis(),
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
    tellTraffic();
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
    sayGoodbye();
    events.ended(fault);
  }

  private void sayGoodbye() {
    if (channel.isActive() && dialogue.hasSession()) {
      dialogue.ask("TEARDOWN", teardownUrl(), RtspHeaders.EMPTY, response -> {});
    }
    Futures.forget(
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
  }

  private void enter(Phase next) {
    String troubles = flowing() ? flow.troubles() : null;
    if (troubles != null) {
      LOG.info("camera {}: {}", terms.stream(), troubles);
    }
    phase = next;
    flow.close();
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
