package org.gatehouse.camera.republish;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.camera.republish.DigestGate.Verdict;
import org.gatehouse.camera.rtsp.HeaderParameters;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspWriter;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.transport.DatagramPair;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.republish.StreamLender;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests (RFC 2326 §10), answered one after the other. Nothing but OPTIONS is
 * answered to whoever has not proven who he is; a session's number, which cannot be guessed, proves
 * it for the requests that keep it up and end it. Owned by its event loop.
 */
final class Client {
  private static final String METHODS =
      "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
  private static final Duration FIRST_PICTURE = Duration.ofSeconds(8);
  private static final int TIMEOUT_SECONDS = 60;
  private static final int MOST_WAITING = 16;
  private static final int MOST_WRONG = 3;

  private final House house;
  private final Channel channel;
  private final DigestGate gate;
  private final String session;
  private final String address;
  private final Deque<RtspRequest> waiting = new ArrayDeque<>();
  private final Map<String, Answer> answers =
      Map.of(
          "DESCRIBE", this::describe,
          "SETUP", this::setUp,
          "PLAY", this::play,
          "GET_PARAMETER", this::alive,
          "SET_PARAMETER", this::alive,
          "TEARDOWN", this::tearDown);

  private boolean busy;
  private int wrong;
  private String user = "";
  private @Nullable Pulling pulling;

  /** How a method is answered for somebody who may. */
  private interface Answer {
    void to(RtspRequest request, Target target);
  }

  Client(House house, Channel channel, DigestGate.Nonces random) {
    this.house = house;
    this.channel = channel;
    this.gate = new DigestGate(house.settings().users(), house.settings().ticker(), random);
    this.session = random.next();
    this.address =
        channel.remoteAddress() instanceof InetSocketAddress from
            ? from.getAddress().getHostAddress()
            : String.valueOf(channel.remoteAddress());
  }

  /** Seconds after which silence ends it; 0 if the connection itself tells. */
  int patienceSeconds(int unused) {
    Pulling running = pulling;
    if (running == null || !running.playing()) {
      return unused;
    }
    return running.byDatagrams() ? TIMEOUT_SECONDS : 0;
  }

  void request(RtspRequest request) {
    if (!busy) {
      answer(request);
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(request);
    } else {
      close(request, 503, "Service Unavailable");
    }
  }

  /** What was waited for has come. */
  private void next() {
    busy = false;
    while (!busy && !waiting.isEmpty()) {
      answer(waiting.remove());
    }
  }

  private void answer(RtspRequest request) {
    Answer answer = answers.get(request.method());
    Target target = Target.of(request.uri());
    if (request.method().equals("OPTIONS")) {
      ok(request, RtspHeaders.EMPTY.with("Public", METHODS));
    } else if (answer == null) {
      reply(request, 501, "Not Implemented", RtspHeaders.EMPTY.with("Allow", METHODS));
    } else if (house.guesses().tooMany(address)) {
      close(request, 403, "Forbidden");
    } else if (target != null && inSession(request, target)) {
      answer.to(request, target);
    } else {
      prove(request, target, answer);
    }
  }

  private boolean inSession(RtspRequest request, Target target) {
    String shown = request.headers().first("Session");
    Pulling running = pulling;
    return shown != null
        && running != null
        && running.ready()
        && SessionHeader.parse(shown).id().equals(session)
        && running.stream().equals(target.stream());
  }

  private void prove(RtspRequest request, @Nullable Target target, Answer answer) {
    switch (gate.judge(request)) {
      case Verdict.Unproven no -> challenge(request, no);
      case Verdict.Proven yes -> {
        if (target == null) {
          reply(request, 404, "Not Found", RtspHeaders.EMPTY);
        } else if (!yes.user().cameras().contains(target.stream().camera())) {
          house
              .listener()
              .refused(yes.user().name(), request.uri(), address, "this camera is not granted");
          reply(request, 403, "Forbidden", RtspHeaders.EMPTY);
        } else {
          user = yes.user().name();
          answer.to(request, target);
        }
      }
    }
  }

  private void challenge(RtspRequest request, Verdict.Unproven no) {
    if (no.guessed()) {
      wrong++;
      house.guesses().wrong(address);
      house.listener().refused(no.name(), request.uri(), address, "wrong user or password");
    }
    reply(request, 401, "Unauthorized", gate.challenge(no.stale()));
    if (wrong >= MOST_WRONG) {
      Futures.forget(channel.close());
    }
  }

  private void describe(RtspRequest request, Target target) {
    StreamSource source = house.streams().find(target.stream());
    Pulling before = pulling;
    if (source == null) {
      reply(request, 404, "Not Found", RtspHeaders.EMPTY);
    } else if (before != null && before.playing()) {
      reply(request, 455, "Method Not Valid in This State", RtspHeaders.EMPTY);
    } else {
      busy = true;
      StreamLender.Loan loan = house.streams().want(source.id());
      Thread.ofVirtual().name("describe-" + source.id()).start(() -> look(request, source, loan));
    }
  }

  private void look(RtspRequest request, StreamSource source, StreamLender.Loan loan) {
    Description found;
    try {
      found = Description.of(source, FIRST_PICTURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      found = null;
    }
    Description description = found;
    channel.eventLoop().execute(() -> described(request, description, loan));
  }

  private void described(RtspRequest request, @Nullable Description found, StreamLender.Loan loan) {
    String obstacle =
        found == null
            ? "no picture came within " + FIRST_PICTURE.toSeconds() + " s"
            : found.obstacle();
    if (found == null || obstacle != null || !channel.isActive()) {
      loan.close();
      RtspHeaders why = RtspHeaders.EMPTY.with("X-Reason", String.valueOf(obstacle));
      boolean unsupported = found != null;
      reply(
          request,
          unsupported ? 415 : 503,
          unsupported ? "Unsupported Media Type" : "Service Unavailable",
          why);
    } else {
      Pulling before = pulling;
      if (before != null) {
        before.stop("described anew");
      }
      pulling = new Pulling(house, channel, found, loan, user, address);
      RtspHeaders headers =
          RtspHeaders.EMPTY
              .with("Content-Base", request.uri() + (request.uri().endsWith("/") ? "" : "/"))
              .with("Content-Type", "application/sdp")
              .with("Cache-Control", "no-cache");
      reply(request, 200, "OK", headers, found.sdp());
    }
    next();
  }

  private void setUp(RtspRequest request, Target target) {
    Pulling present = pulling;
    int track = Math.max(0, target.track());
    if (present == null || present.playing() || !present.stream().equals(target.stream())) {
      reply(request, 455, "Method Not Valid in This State", RtspHeaders.EMPTY);
    } else if (track >= present.tracks()) {
      reply(request, 404, "Not Found", RtspHeaders.EMPTY);
    } else if (!present.enter()) {
      reply(request, 453, "Not Enough Bandwidth", RtspHeaders.EMPTY);
    } else {
      setUp(request, present, track);
    }
  }

  private void setUp(RtspRequest request, Pulling present, int track) {
    String asked = Objects.requireNonNullElse(request.headers().first("Transport"), "");
    for (String one : HeaderParameters.split(asked, ',')) {
      TransportHeader transport = TransportHeader.parse(one, 2 * track);
      boolean tcp = transport.protocol().contains("TCP");
      if (tcp && transport.rtpChannel() != transport.rtcpChannel()) {
        agreed(
            request,
            present,
            track,
            new Way.Interleaved(channel, transport.rtpChannel(), transport.rtcpChannel()));
        return;
      }
      boolean udp = !tcp && !transport.multicast() && transport.clientPort() > 0;
      Bootstrap sockets = udp ? house.datagrams(channel.eventLoop()) : null;
      if (sockets != null) {
        datagrams(request, present, track, sockets, transport.clientPort());
        return;
      }
    }
    reply(request, 461, "Unsupported Transport", RtspHeaders.EMPTY);
  }

  /** RTCP goes to the port after, whatever else the client says, RFC 3550 §11. */
  private void datagrams(
      RtspRequest request, Pulling present, int track, Bootstrap sockets, int port) {
    InetAddress to = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    InetAddress from = ((InetSocketAddress) channel.localAddress()).getAddress();
    busy = true;
    DatagramPair.open(
        sockets,
        from,
        (control, data, sender) -> {
          if (sender.getAddress().equals(to)) {
            channel.pipeline().fireUserEventTriggered(ClientHandler.HEARD);
          }
        },
        (pair, failure) -> {
          if (pair != null && channel.isActive()) {
            agreed(
                request,
                present,
                track,
                new Way.Datagrams(
                    pair, new InetSocketAddress(to, port), new InetSocketAddress(to, port + 1)));
          } else if (pair != null) {
            pair.close();
          } else {
            reply(request, 461, "Unsupported Transport", RtspHeaders.EMPTY);
          }
          next();
        });
  }

  private void agreed(RtspRequest request, Pulling present, int track, Way way) {
    present.way(track, way);
    ok(request, session().with("Transport", way.transport()));
  }

  private void play(RtspRequest request, Target target) {
    Pulling present = pulling;
    if (present == null || !present.ready() || !present.stream().equals(target.stream())) {
      reply(request, 455, "Method Not Valid in This State", RtspHeaders.EMPTY);
      return;
    }
    ok(request, session().with("Range", "npt=now-"));
    if (!present.playing()) {
      present.play();
    }
  }

  private void alive(RtspRequest request, Target target) {
    ok(request, session());
  }

  private void tearDown(RtspRequest request, Target target) {
    ok(request, session());
    gone("the client left");
  }

  /** The connection is lost, or given up. */
  void gone(String why) {
    Pulling last = pulling;
    pulling = null;
    if (last != null) {
      last.stop(why);
    }
  }

  private RtspHeaders session() {
    return RtspHeaders.EMPTY.with("Session", session + ";timeout=" + TIMEOUT_SECONDS);
  }

  private void ok(RtspRequest request, RtspHeaders headers) {
    reply(request, 200, "OK", headers);
  }

  private void close(RtspRequest request, int status, String reason) {
    reply(request, status, reason, RtspHeaders.EMPTY);
    Futures.forget(channel.close());
  }

  private void reply(RtspRequest request, int status, String reason, RtspHeaders headers) {
    reply(request, status, reason, headers, new byte[0]);
  }

  private void reply(
      RtspRequest request, int status, String reason, RtspHeaders headers, byte[] body) {
    String number = Objects.requireNonNullElse(request.headers().first("CSeq"), "0");
    RtspHeaders all = headers.with("CSeq", number).with("Server", "Gatehouse");
    ByteBuf out = channel.alloc().buffer();
    RtspWriter.write(new RtspResponse(status, reason, all, body), out);
    Futures.forget(channel.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE));
  }
}
