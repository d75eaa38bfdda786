package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a script of answers, on simulated time. */
class ConversationTest implements Conversation.Events {
  private static final String URL = "rtsp://cam/s";
  private static final ParameterSets SETS = Fixtures.track().parameters();

  private final VirtualTicker ticker = new VirtualTicker();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<AccessUnit> units = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<LowerTransport> worked = new ArrayList<>();
  private Conversation conversation = conversation(Transport.AUTO);
  private @Nullable CameraFault fault;
  private int sequence;

  private Conversation conversation(Transport transport, CameraPolicy... policies) {
    SessionTerms terms =
        new SessionTerms(
            StreamId.main(new CameraId("gate")),
            URL,
            new Credentials("admin", Secret.of("hunter2")),
            true,
            Set.of(policies),
            new TransportOrder(transport, false, null),
            SessionTimings.standard());
    SessionResources resources =
        new SessionResources(ticker, new WallClock(ticker), new Bootstrap());
    return new Conversation(channel, terms, resources, this);
  }

  @Override
  public StreamMemory memory() {
    return StreamMemory.heap();
  }

  @Override
  public void playing() {
    notes.add("playing");
  }

  @Override
  public void notice(CameraNotice notice) {
    notes.add("notice " + notice.topic());
  }

  @Override
  public void clock(long cameraMinusServerMicros) {
    notes.add("clock " + cameraMinusServerMicros);
  }

  @Override
  public void refusedLogin() {
    notes.add("refused");
  }

  @Override
  public void worked(LowerTransport transport) {
    worked.add(transport);
  }

  @Override
  public void again() {
    notes.add("again");
  }

  @Override
  public void accessUnit(AccessUnit unit) {
    units.add(unit);
  }

  @Override
  public void traffic(long bytes, long lostPackets) {
    notes.add("traffic " + bytes + " " + lostPackets);
  }

  @Override
  public void garbage(long bytes) {
    notes.add("garbage " + bytes);
  }

  @Override
  public void moved(String location) {
    notes.add("moved " + location);
  }

  @Override
  public void ended(CameraFault why) {
    fault = why;
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void start() {
    channel.freezeTime();
    channel.pipeline().addLast(new ConversationHandler(conversation, channel.alloc()));
    conversation.start();
  }

  /** What we sent since the last call. */
  private String sent() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    return text.toString();
  }

  private static String number(String request) {
    int at = request.lastIndexOf("CSeq: ") + "CSeq: ".length();
    return request.substring(at, request.indexOf('\r', at));
  }

  /** Answers the request that was just sent, which must start with {@code method}. */
  private String answer(String method, String statusAndHeaders, String body) {
    String request = sent();
    assertThat(request).startsWith(method + " ").contains("User-Agent: Gatehouse\r\n");
    receive(
        "RTSP/1.0 "
            + statusAndHeaders
            + "\r\nCSeq: "
            + number(request)
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    return request;
  }

  private String answer(String method, String statusAndHeaders) {
    return answer(method, statusAndHeaders, "");
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  private void media(int interleavedChannel, int timestamp) {
    ByteBuf data = Unpooled.buffer();
    data.writeByte('$').writeByte(interleavedChannel).writeShort(17);
    data.writeByte(0x80).writeByte(0x80 | 96).writeShort(sequence++);
    data.writeInt(timestamp).writeInt(99).writeBytes(new byte[] {0x65, (byte) 0x88, 1, 2, 3});
    channel.writeInbound(data);
  }

  private void foreign(int payloadType, int number, int sender) {
    ByteBuf data = Unpooled.buffer();
    data.writeByte('$').writeByte(4).writeShort(17);
    data.writeByte(0x80).writeByte(payloadType).writeShort(number);
    data.writeInt(0).writeInt(sender).writeBytes(new byte[] {1, 2, 3, 4, 5});
    channel.writeInbound(data);
  }

  /** A compound RTCP packet of one sender: a report and what else is given. */
  private void reported(int sender, int... more) {
    ByteBuf data = Unpooled.buffer();
    data.writeByte('$').writeByte(5).writeShort(28 + more.length);
    data.writeByte(0x80).writeByte(200).writeShort(6).writeInt(sender);
    data.writeLong(0xE000_0000_0000_0000L).writeInt(1).writeInt(1).writeInt(1);
    for (int value : more) {
      data.writeByte(value);
    }
    channel.writeInbound(data);
  }

  private void pass(long millis) {
    long step = 500;
    for (long passed = 0; passed < millis; passed += step) {
      ticker.advanceMillis(step);
      channel.advanceTimeBy(step, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  private static String sdp() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n"
        + "a=fmtp:96 sprop-parameter-sets="
        + base64.encodeToString(SETS.sps())
        + ","
        + base64.encodeToString(SETS.pps());
  }

  private void setUp(String methods) {
    start();
    answer("OPTIONS", "200 OK\r\nPublic: " + methods);
    answer("DESCRIBE", "200 OK\r\nContent-Base: rtsp://cam/s/", sdp());
    assertThat(
            answer(
                "SETUP rtsp://cam/s/track1",
                "200 OK\r\nSession: 42 ; timeout=20\r\nTransport: RTP/AVP/TCP;interleaved=4-5"))
        .contains("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
  }

  private void play(String methods) {
    setUp(methods);
    assertThat(answer("PLAY rtsp://cam/s/", "200 OK\r\nSession: 42")).contains("Session: 42\r\n");
    assertThat(notes).containsExactly("playing");
  }

  private CameraFault fault() {
    assertThat(fault).isNotNull();
    return fault == null ? Faults.ended("") : fault;
  }

  @Test
  void play_channelsOfTheReply_areObeyed() {
    play("OPTIONS");
    media(0, 1);
    assertThat(units).isEmpty();
    media(4, 1);
    assertThat(units).hasSize(1);
    assertThat(units.getFirst().epochMicros()).isEqualTo(ticker.epochMicros());
  }

  @Test
  void play_mediaBeforeTheReply_isTaken() {
    setUp("OPTIONS");
    media(4, 1);
    answer("PLAY", "200 OK");
    assertThat(units).hasSize(1);
    assertThat(notes).containsExactly("playing");
  }

  /** Quirk 6. */
  @Test
  void request_everyOne_spellsCSeqAsCamerasWantIt() {
    start();
    for (String method : List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY")) {
      String body = method.equals("DESCRIBE") ? sdp() : "";
      String request = answer(method, "200 OK\r\nSession: 42", body);
      assertThat(request).containsOnlyOnce("\r\nCSeq: ");
      assertThat(request.toLowerCase(Locale.ROOT)).containsOnlyOnce("cseq");
    }
    conversation.leave();
    assertThat(sent()).startsWith("TEARDOWN ").containsOnlyOnce("\r\nCSeq: ");
  }

  private String twoSessions(CameraPolicy... policies) {
    conversation = conversation(Transport.AUTO, policies);
    start();
    answer("OPTIONS", "200 OK");
    answer(
        "DESCRIBE",
        "200 OK\r\nContent-Base: rtsp://cam/s/",
        sdp() + "\r\nm=audio 0 RTP/AVP 0\r\na=control:track2\r\n");
    answer("SETUP rtsp://cam/s/track1", "200 OK\r\nSession: first");
    answer("SETUP rtsp://cam/s/track2", "200 OK\r\nSession: second");
    return answer("PLAY", "200 OK");
  }

  /** Quirk 17. */
  @Test
  void session_anotherInEachSetup_theLastCounts() {
    assertThat(twoSessions()).contains("\r\nSession: second\r\n");
  }

  /** Quirk 17. */
  @Test
  void session_anotherInEachSetup_theFirstCountsByPolicy() {
    assertThat(twoSessions(CameraPolicy.FIRST_SESSION_ID)).contains("\r\nSession: first\r\n");
  }

  /** Quirk 52. */
  @Test
  void play_wrongProfileInSdp_theParameterSetsAreBelieved() {
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "200 OK", sdp().replace("sprop-", "profile-level-id=4D0029;sprop-"));
    answer("SETUP", "200 OK\r\nSession: 42");
    answer("PLAY", "200 OK");
    media(0, 1);
    assertThat(units.getFirst().parameters().rfc6381())
        .isEqualTo(SETS.rfc6381())
        .doesNotContainIgnoringCase("4D0029");
  }

  /** Quirk 57. */
  @Test
  void rtcp_ofUnknownSenders_isIgnored() {
    play("OPTIONS");
    reported(99);
    media(4, 1);
    notes.clear();
    reported(1234);
    reported(1234, 0x81, 203, 0, 1, 0, 0, 4, 210);
    assertThat(notes).isEmpty();
    assertThat(fault).isNull();
    reported(99);
    assertThat(notes).singleElement().asString().startsWith("clock ");
  }

  /** Quirk 57: a description without the octet that ends it. */
  @Test
  void rtcp_descriptionWithoutItsEnd_isPassedBy() {
    play("OPTIONS");
    media(4, 1);
    notes.clear();
    reported(99, 0x81, 202, 0, 2, 0, 0, 0, 99, 1, 2, 'h', 'i');
    assertThat(notes).singleElement().asString().startsWith("clock ");
    media(4, 2);
    assertThat(units).hasSize(2);
    assertThat(fault).isNull();
  }

  /** Quirk 62. */
  @Test
  void rtp_ofUnknownMeaning_isPassedByWithoutALoss() {
    play("OPTIONS");
    media(4, 1);
    foreign(50, sequence++, 99);
    media(4, 2);
    foreign(50, 40_000, 7);
    media(4, 3);
    reported(99);
    assertThat(units).hasSize(3);
    assertThat(units).extracting(AccessUnit::lostPackets).containsOnly(0);
    assertThat(notes.getLast()).startsWith("clock ");
    pass(1000);
    assertThat(notes.getLast()).startsWith("traffic ").endsWith(" 0");
  }

  /** Quirk 78. */
  @Test
  void rtp_timesGoBackAgainstWhatTheStreamPromises_picturesGoOnAsTheyCome() {
    play("OPTIONS");
    int[] times = {0, 7200, 3600, 14_400, 10_800};
    for (int time : times) {
      media(4, time);
    }
    assertThat(units).hasSize(times.length);
    assertThat(units)
        .extracting(unit -> unit.ticks() - units.getFirst().ticks())
        .containsExactly(0L, 7200L, 3600L, 14_400L, 10_800L);
    assertThat(fault).isNull();
  }

  @Test
  void keepAlive_byOptions_comesAtHalfTheTimeoutAndIsNotWaitedFor() {
    play("OPTIONS, SET_PARAMETER, FANCY");
    for (int i = 0; i < 11; i++) {
      media(4, i * 90_000);
      pass(1000);
    }
    assertThat(sent()).contains("OPTIONS rtsp://cam/s/ RTSP/1.0").contains("Session: 42");
    assertThat(fault).isNull();
  }

  @Test
  void keepAlive_getParameterRefused_fallsBackToOptions() {
    play("OPTIONS, GET_PARAMETER");
    for (int i = 0; i < 10; i++) {
      media(4, i * 90_000);
      pass(1000);
    }
    String request = sent();
    assertThat(request).contains("GET_PARAMETER rtsp://cam/s/");
    receive("RTSP/1.0 454 Session Not Found\r\nCSeq: " + number(request) + "\r\n\r\n");
    assertThat(sent()).startsWith("OPTIONS rtsp://cam/s/");
    assertThat(fault).isNull();
  }

  @Test
  void keepAlive_nonceExpired_isSignedAnewOnce() {
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"one\"");
    assertThat(answer("DESCRIBE", "200 OK", sdp())).contains("nonce=\"one\"");
    assertThat(answer("SETUP", "200 OK\r\nSession: 42;timeout=20")).contains("nonce=\"one\"");
    assertThat(answer("PLAY", "200 OK")).contains("nonce=\"one\"");
    for (int i = 0; i < 10; i++) {
      media(0, i * 90_000);
      pass(1000);
    }
    String request = sent();
    assertThat(request).contains("OPTIONS rtsp://cam/s RTSP/1.0", "nonce=\"one\"");
    receive(
        "RTSP/1.0 401 No\r\nCSeq: "
            + number(request)
            + "\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"two\"\r\n\r\n");
    assertThat(sent()).startsWith("OPTIONS").contains("nonce=\"two\"");
    assertThat(fault).isNull();
  }

  @Test
  void describe_staleNonceAtOnce_isSignedAnewButWrongPasswordIsNot() {
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"1\"");
    answer("DESCRIBE", "401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"2\", stale=true");
    answer("DESCRIBE", "401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"3\"");
    assertThat(fault().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(sent()).isEmpty();
  }

  @Test
  void options_refusedOrUnknown_describeFollowsAllTheSame() {
    start();
    answer("OPTIONS", "501 Not Implemented");
    answer("DESCRIBE", "404 Stream Not Found");
    assertThat(fault().kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(fault().seen()).isEqualTo("404 Stream Not Found");
  }

  @Test
  void answer_noneInTime_saysWhichStepStoodStill() {
    start();
    answer("OPTIONS", "200 OK");
    pass(5000);
    assertThat(fault().kind()).isEqualTo(Kind.STALLED);
    assertThat(fault().step()).isEqualTo("DESCRIBE");
  }

  @Test
  void answer_strayNumber_isIgnored() {
    play("OPTIONS");
    receive("RTSP/1.0 400 Bad Request\r\nCSeq: 77\r\n\r\n");
    media(4, 1);
    assertThat(units).hasSize(1);
    assertThat(fault).isNull();
  }

  @Test
  void flow_stopsForThreeSeconds_isAStallAndTheCameraIsTold() {
    play("OPTIONS");
    media(4, 0);
    media(4, 3600);
    pass(2500);
    assertThat(fault).isNull();
    pass(500);
    assertThat(fault().kind()).isEqualTo(Kind.STALLED);
    assertThat(fault().seen()).isEqualTo("no video for 3.0 s");
    assertThat(sent()).contains("TEARDOWN rtsp://cam/s/");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void flow_slowCamera_hasThreeIntervalsOfTime() {
    play("OPTIONS");
    media(4, 0);
    pass(2000);
    media(4, 180_000);
    pass(5500);
    assertThat(fault).isNull();
    pass(500);
    assertThat(fault().kind()).isEqualTo(Kind.STALLED);
  }

  @Test
  void flow_neverBegins_isAStallAfterTenSeconds() {
    play("OPTIONS");
    pass(9500);
    assertThat(fault).isNull();
    pass(500);
    assertThat(fault().kind()).isEqualTo(Kind.STALLED);
  }

  @Test
  void report_everyFiveSeconds_goesToTheChannelOfTheReply() {
    play("OPTIONS");
    for (int i = 0; i < 6; i++) {
      media(4, i * 90_000);
      pass(1000);
    }
    String report = sent();
    assertThat(report).startsWith("$\u0005").hasSize(4 + 32 + 20);
    assertThat(report.charAt(5)).isEqualTo('\u00c9');
    assertThat(notes).contains("traffic 21 0");
  }

  @Test
  void garbage_betweenFrames_isSkippedCountedAndTold() {
    play("OPTIONS");
    media(4, 0);
    receive("#not RTSP#");
    media(4, 3600);
    pass(1000);
    assertThat(notes).contains("garbage 10");
    assertThat(fault).isNull();
  }

  @Test
  void request_ofTheCamera_isAnswered() {
    play("OPTIONS");
    receive("OPTIONS * RTSP/1.0\r\nCSeq: 900\r\n\r\n");
    assertThat(sent()).startsWith("RTSP/1.0 200 OK\r\nCSeq: 900\r\nPublic: ");
    receive("DANCE * RTSP/1.0\r\nCSeq: 901\r\n\r\n");
    assertThat(sent()).startsWith("RTSP/1.0 501 ");
    receive("TEARDOWN * RTSP/1.0\r\nCSeq: 902\r\n\r\n");
    assertThat(sent()).startsWith("RTSP/1.0 200 OK");
    assertThat(fault().kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
  }

  @Test
  void setup_onlyOverUdpAndOnlyTcpAllowed_saysSo() {
    conversation = conversation(Transport.TCP);
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "200 OK", sdp());
    answer("SETUP", "461 Unsupported Transport");
    assertThat(fault().kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(fault().remedy()).contains("RTP over TCP");
  }

  @Test
  void setup_datagramsInsteadOfChannels_anotherConnectionFollows() {
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "200 OK", sdp());
    answer("SETUP", "200 OK\r\nSession: 42\r\nTransport: RTP/AVP;unicast;client_port=5000-5001");
    assertThat(sent()).startsWith("TEARDOWN ").contains("Session: 42\r\n");
    assertThat(notes).containsExactly("again");
    assertThat(channel.isOpen()).isFalse();
    assertThat(fault).isNull();
  }

  @Test
  void redirect_byTheCameraWhilePlaying_isFollowed() {
    play("OPTIONS");
    receive("REDIRECT * RTSP/1.0\r\nCSeq: 900\r\nLocation: rtsp://other/x\r\n\r\n");
    assertThat(sent()).startsWith("RTSP/1.0 200 OK").contains("TEARDOWN rtsp://cam/s/");
    assertThat(notes).endsWith("moved rtsp://other/x");
  }

  @Test
  void describe_redirect_isToldOn() {
    start();
    answer("OPTIONS", "200 OK");
    answer("DESCRIBE", "302 Moved\r\nLocation: rtsp://other/x");
    assertThat(notes).endsWith("moved rtsp://other/x").doesNotContain("playing");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void leave_answered_closesThen() {
    play("OPTIONS");
    conversation.leave();
    assertThat(channel.isOpen()).isTrue();
    assertThat(fault).isNull();
    answer("TEARDOWN", "200 OK");
    assertThat(channel.isOpen()).isFalse();
    assertThat(fault().kind()).isEqualTo(Kind.CLOSED_BY_US);
  }

  @Test
  void leave_neverAnswered_closesAllTheSame() {
    play("OPTIONS");
    conversation.leave();
    pass(1000);
    assertThat(channel.isOpen()).isFalse();
    assertThat(fault().kind()).isEqualTo(Kind.CLOSED_BY_US);
  }

  @Test
  void rubbish_withoutEnd_isAProtocolFault() {
    play("OPTIONS");
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[200_000]));
    assertThat(fault().kind()).isEqualTo(Kind.PROTOCOL);
  }
}
