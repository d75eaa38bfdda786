package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.RepublishPulls;
import org.gatehouse.camera.UnitStream;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server of streams answers, request by request. */
@Timeout(60)
class RepublishProtocolTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final String TCP = "RTP/AVP/TCP;unicast;interleaved=0-1";
  private static final int GROUP = 25;

  private final VirtualTicker ticker = new VirtualTicker();
  private RepublishPulls pulls = new RepublishPulls(1, ticker);
  private final List<Speaker> speakers = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Speaker speaker : speakers) {
      speaker.socket.close();
    }
    pulls.close();
    assertThat(pulls.loans()).isZero();
  }

  private static List<AccessUnit> units(int count, int size) {
    VideoTrack track = Fixtures.track();
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sample sample = track.samples().get(i % Fixtures.PICTURES);
      byte[] data = sample.data();
      if (size > 0) {
        data = new byte[size];
        data[2] = (byte) ((size - 4) >> 8);
        data[1] = (byte) ((size - 4) >> 16);
        data[3] = (byte) (size - 4);
        data[4] = (byte) (i % GROUP == 0 ? 0x65 : 0x41);
      }
      boolean key = size > 0 ? i % GROUP == 0 : sample.key();
      units.add(
          new AccessUnit(track.parameters(), 1_000_000L + i * 40_000L, i * 3600L, key, 0, data));
    }
    return units;
  }

  /** A client of few words. */
  private final class Speaker implements RtspStreamParser.Sink {
    private final Socket socket;
    private final RtspStreamParser parser = new RtspStreamParser();
    private final ByteBuf unread = Unpooled.buffer();
    private final Deque<RtspResponse> answers = new ArrayDeque<>();
    private final List<byte[]> packets = new ArrayList<>();
    private @Nullable Authorizer authorizer;
    private String extra = "";
    private int number;

    Speaker() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), pulls.server().port());
      speakers.add(this);
    }

    RtspResponse ask(String method, String path, String headers) throws Exception {
      number++;
      String url = pulls.url(path).toString();
      String login =
          authorizer == null ? "" : "Authorization: " + authorizer.authorize(method, url) + "\r\n";
      String text =
          "%s %s RTSP/1.0\r\nCSeq: %d\r\n%s%s%s\r\n"
              .formatted(method, url, number, login, headers, extra);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      while (answers.isEmpty()) {
        read();
      }
      RtspResponse answer = answers.remove();
      assertThat(answer.headers().first("CSeq")).isEqualTo(String.valueOf(number));
      return answer;
    }

    void read() throws IOException, RtspFormatException {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[65_536];
      int count = in.read(bytes);
      if (count < 0) {
        throw new IOException("closed");
      }
      unread.writeBytes(bytes, 0, count);
      parser.parse(unread, this);
      unread.discardReadBytes();
    }

    boolean closed() throws RtspFormatException {
      try {
        while (true) {
          read();
        }
      } catch (IOException e) {
        return true;
      }
    }

    /** Takes up the challenge of that number. */
    void learn(RtspResponse refusal, int which, String password) {
      assertThat(refusal.status()).isEqualTo(401);
      List<Challenge> offered = Challenge.parse(refusal.headers().all("WWW-Authenticate"));
      Credentials mine = new Credentials(RepublishPulls.USER, Secret.of(password));
      authorizer = Authorizer.answer(List.of(offered.get(which)), mine, () -> "cnonce");
    }

    RtspResponse describe() throws Exception {
      learn(ask("DESCRIBE", "/gate", ""), 0, RepublishPulls.PASSWORD);
      return ask("DESCRIBE", "/gate", "");
    }

    RtspResponse setUp(String transport) throws Exception {
      RtspResponse answer = ask("SETUP", "/gate/trackID=0", "Transport: " + transport + "\r\n");
      String session = answer.headers().first("Session");
      extra = session == null ? "" : "Session: " + session.split(";", 2)[0] + "\r\n";
      return answer;
    }

    @Override
    public void interleaved(int channel, ByteBuf data, int index, int length) {
      byte[] packet = new byte[length];
      data.getBytes(index, packet);
      if (channel == 0) {
        packets.add(packet);
      }
    }

    @Override
    public void message(RtspMessage message) {
      answers.add((RtspResponse) message);
    }
  }

  @Test
  void challenge_offersSha256ThenMd5_andTakesEither() throws Exception {
    pulls.add(new UnitStream(GATE, units(50, 0)));
    for (int which = 0; which < 2; which++) {
      Speaker speaker = new Speaker();
      RtspResponse refusal = speaker.ask("DESCRIBE", "/gate", "");
      List<String> offered = refusal.headers().all("WWW-Authenticate");
      assertThat(offered.get(0)).contains("algorithm=SHA-256", "qop=\"auth\"");
      assertThat(offered.get(1)).contains("algorithm=MD5");
      speaker.learn(refusal, which, RepublishPulls.PASSWORD);
      RtspResponse described = speaker.ask("DESCRIBE", "/gate", "");
      assertThat(described.status()).isEqualTo(200);
      assertThat(new String(described.body(), StandardCharsets.UTF_8))
          .contains("m=video 0 RTP/AVP 96", "sprop-parameter-sets=");
    }
  }

  @Test
  void nonce_tooOld_isStaleAndTheNextOneServes() throws Exception {
    pulls.add(new UnitStream(GATE, units(50, 0)));
    Speaker speaker = new Speaker();
    assertThat(speaker.describe().status()).isEqualTo(200);
    ticker.advanceMillis(360_000);
    RtspResponse stale = speaker.ask("DESCRIBE", "/gate", "");
    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.headers().all("WWW-Authenticate")).allMatch(c -> c.contains("stale=true"));
    speaker.learn(stale, 0, RepublishPulls.PASSWORD);
    assertThat(speaker.ask("DESCRIBE", "/gate", "").status()).isEqualTo(200);
    assertThat(pulls.told()).noneMatch(line -> line.startsWith("refused"));
  }

  @Test
  void credentials_overheard_serveNobodyElse() throws Exception {
    pulls.add(new UnitStream(GATE, units(50, 0)));
    Speaker speaker = new Speaker();
    RtspResponse refusal = speaker.ask("DESCRIBE", "/gate", "");
    speaker.learn(refusal, 0, RepublishPulls.PASSWORD);
    String overheard =
        Objects.requireNonNull(speaker.authorizer)
            .authorize("DESCRIBE", pulls.url("/gate").toString());
    speaker.authorizer = null;
    String header = "Authorization: " + overheard + "\r\n";
    assertThat(new Speaker().ask("DESCRIBE", "/gate", header).status()).isEqualTo(401);
    assertThat(speaker.ask("DESCRIBE", "/gate/sub", header).status()).isEqualTo(401);
    assertThat(speaker.ask("DESCRIBE", "/gate", header).status()).isEqualTo(200);
    assertThat(speaker.ask("DESCRIBE", "/gate", header).status()).isEqualTo(401);
  }

  @Test
  void password_wrong_closesAfterThreeAndShutsTheAddressOutAfterTen() throws Exception {
    pulls.add(new UnitStream(GATE, units(50, 0)));
    for (int i = 0; i < 10; i += 3) {
      Speaker speaker = new Speaker();
      speaker.learn(speaker.ask("DESCRIBE", "/gate", ""), 0, "guess");
      for (int j = 0; j < 3 && i + j < 10; j++) {
        assertThat(speaker.ask("DESCRIBE", "/gate", "").status()).isEqualTo(401);
      }
      assertThat(i + 3 > 10 || speaker.closed()).isTrue();
    }
    assertThat(new Speaker().ask("DESCRIBE", "/gate", "").status()).isEqualTo(403);
    ticker.advanceMillis(61_000);
    assertThat(new Speaker().describe().status()).isEqualTo(200);
    assertThat(pulls.told()).filteredOn("refused nvr wrong user or password"::equals).hasSize(10);
  }

  @Test
  void requests_outOfOrderOrForNothing_areRefused() throws Exception {
    pulls.add(new UnitStream(GATE, units(50, 0)));
    Speaker speaker = new Speaker();
    assertThat(speaker.ask("OPTIONS", "/gate", "").headers().first("Public")).contains("DESCRIBE");
    assertThat(speaker.ask("RECORD", "/gate", "").status()).isEqualTo(501);
    speaker.learn(speaker.ask("SETUP", "/gate", ""), 1, RepublishPulls.PASSWORD);
    assertThat(speaker.setUp(TCP).status()).isEqualTo(455);
    assertThat(speaker.ask("PLAY", "/gate", "").status()).isEqualTo(455);
    assertThat(speaker.ask("DESCRIBE", "/gate/sub", "").status()).isEqualTo(404);
    assertThat(speaker.ask("DESCRIBE", "/yard", "").status()).isEqualTo(403);
    assertThat(speaker.ask("DESCRIBE", "/a/b/c", "").status()).isEqualTo(404);
    assertThat(speaker.ask("DESCRIBE", "/gate", "").status()).isEqualTo(200);
    assertThat(speaker.ask("SETUP", "/gate/trackID=1", "Transport: " + TCP + "\r\n").status())
        .isEqualTo(404);
    assertThat(speaker.setUp("RTP/AVP;multicast").status()).isEqualTo(461);
    assertThat(speaker.setUp("RTP/AVP;multicast," + TCP).status()).isEqualTo(200);
    assertThat(pulls.told()).containsExactly("refused nvr this camera is not granted");
  }

  @Test
  void sessions_moreThanThereArePlaces_areRefusedUntilOneIsLeft() throws Exception {
    pulls.add(new UnitStream(GATE, units(500, 0)));
    Speaker first = new Speaker();
    first.describe();
    assertThat(first.setUp(TCP).status()).isEqualTo(200);
    first.authorizer = null; // from here on the session's number is enough
    assertThat(first.ask("PLAY", "/gate", "").status()).isEqualTo(200);
    assertThat(first.ask("GET_PARAMETER", "/gate", "").status()).isEqualTo(200);
    Speaker second = new Speaker();
    second.describe();
    assertThat(second.setUp(TCP).status()).isEqualTo(453);
    assertThat(first.ask("TEARDOWN", "/gate", "").status()).isEqualTo(200);
    assertThat(first.closed()).isTrue();
    assertThat(second.setUp(TCP).status()).isEqualTo(200);
    assertThat(pulls.told())
        .containsExactly("began nvr gate/main TCP", "ended nvr gate/main the client left");
  }

  @Test
  void client_thatDoesNotRead_goesOnAtAKeyPicture() throws Exception {
    pulls.close();
    pulls = new RepublishPulls(1, Ticker.system());
    pulls.add(new UnitStream(GATE, units(200, 250_000)));
    Speaker speaker = new Speaker();
    speaker.describe();
    speaker.setUp(TCP);
    speaker.ask("PLAY", "/gate", "");
    Thread.sleep(4000);
    assertThat(speaker.closed()).isTrue();
    long before = -1;
    int holes = 0;
    for (byte[] packet : speaker.packets) {
      ByteBuf in = Unpooled.wrappedBuffer(packet);
      long time = in.getUnsignedInt(4);
      if (before >= 0 && ((time - before) & 0xffffffffL) > 3600) {
        holes++;
        assertThat(packet[12] & 0x1f).as("STAP-A with the parameter sets").isEqualTo(24);
      }
      before = time;
    }
    assertThat(holes).isPositive();
  }
}
