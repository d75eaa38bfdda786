package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live video over real sockets, fast and slow. */
@Timeout(120)
class LiveSocketTest {
  private static final ParameterSets H264 =
      ParameterSets.h264(
          HexFormat.of().parseHex("6764000cacb202833f3e0220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"),
          320,
          180);
  private static final ParameterSets H265 =
      ParameterSets.h265(new byte[3], new byte[3], new byte[3], 320, 180);
  private static final int GROUP = 25;
  private static final int HEADER = 16;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final RingBudget budget = new RingBudget(256L << 20);
  private StorageProvider.Stores stores;
  private WebServer server;

  @BeforeEach
  void start() {
    stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder, Ticker.system());
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(LiveSocketTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private StreamRing ring(StreamId id) {
    StreamRing ring = new StreamRing(id, budget);
    FakeEngine.LIVE.put(id, ring);
    return ring;
  }

  private static AccessUnit unit(ParameterSets sets, int number, int size) {
    long micros = 1_800_000_000_000_000L + number * 40_000L;
    return unit(sets, number, size, micros);
  }

  private static AccessUnit unit(ParameterSets sets, int number, int size, long micros) {
    boolean key = number % GROUP == 0;
    return new AccessUnit(sets, micros, number * 3600L, key, 0, new byte[size]);
  }

  /** A text message's tree, or a binary one's bytes; the other is missing or empty. */
  private record Heard(JsonNode text, ByteBuffer data) {
    boolean is(String kind) {
      return text.path("kind").asText().equals(kind);
    }

    int flags() {
      return data.capacity() > HEADER ? data.get(12) : 0;
    }

    boolean picture() {
      return data.capacity() > HEADER && (flags() & (2 + 8)) == 0;
    }

    static Heard text(String json) {
      return new Heard(Json.parse(json), ByteBuffer.allocate(0));
    }

    static Heard data(byte[] bytes) {
      assertThat(bytes).hasSizeGreaterThan(HEADER);
      return new Heard(MissingNode.getInstance(), ByteBuffer.wrap(bytes));
    }
  }

  private BlockingQueue<Heard> watch(String path) throws Exception {
    BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    URI url = URI.create(server.url().resolve(path).toString().replace("http:", "ws:"));
    client.newWebSocketBuilder().buildAsync(url, new Ear(heard)).get(10, TimeUnit.SECONDS);
    return heard;
  }

  private static Heard next(BlockingQueue<Heard> heard) throws InterruptedException {
    Heard one = heard.poll(20, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one;
  }

  /** Far more than the socket's own measure of messages takes before it calls itself full. */
  @Test
  void live_viewerThatReads_getsEveryPicture() throws Exception {
    StreamRing ring = ring(StreamId.main(new CameraId("fast")));
    ring.publish(unit(H264, 0, 100));
    BlockingQueue<Heard> heard = watch("api/v1/live/fast?accept=avc1");
    while (!next(heard).picture()) {
      // What comes first.
    }
    for (int i = 1; i < 1500; i++) {
      ring.publish(unit(H264, i, 2000));
    }
    for (int i = 1; i < 1500; i++) {
      Heard picture = next(heard);
      assertThat(picture.picture()).as("%s", picture.text()).isTrue();
      assertThat(picture.data().getLong(0)).isEqualTo(unit(H264, i, 1).epochMicros());
    }
  }

  @Test
  void live_viewerThatDoesNotRead_isDroppedToAKeyPictureAndTold() throws Exception {
    StreamRing ring = ring(StreamId.main(new CameraId("slow")));
    ring.publish(unit(H264, 0, 100));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
      DataInputStream in = handshake(socket, "/api/v1/live/slow");
      // It takes nothing for five seconds of 6 MB each.
      for (int i = 1; i < 5 * GROUP; i++) {
        ring.publish(unit(H264, i, 240_000));
        Thread.sleep(40);
      }
      int last = 6 * GROUP + 5;
      Thread.ofVirtual()
          .start(
              () -> {
                for (int i = 5 * GROUP; i <= last; i++) {
                  ring.publish(unit(H264, i, 1000));
                  LockSupport.parkNanos(40_000_000);
                }
              });
      int before = -1;
      int missing = -1;
      int flags = -1;
      while (before < last) {
        Heard one = frame(in);
        if (one.is("dropped")) {
          missing = one.text().path("frames").asInt();
          flags = -1;
        } else if (one.picture()) {
          int number = (int) ((one.data().getLong(0) - unit(H264, 0, 1).epochMicros()) / 40_000);
          boolean after = missing >= 0 && flags < 0;
          flags = after ? one.flags() : flags;
          assertThat(number - before - 1).isEqualTo(after ? missing : 0);
          before = number;
        }
      }
      assertThat(missing).isPositive();
      assertThat(flags).as("key picture after a discontinuity").isEqualTo(1 + 4);
    }
  }

  @Test
  void live_smallerStreamHasToBeOpened_aStillOfTheLargeOneComesFirst() throws Exception {
    CameraId camera = new CameraId("idle");
    long now = Ticker.system().epochMicros();
    ring(StreamId.main(camera)).publish(unit(H264, 0, 100, now));
    StreamRing sub = ring(StreamId.sub(camera));
    sub.publish(unit(H264, 0, 100, now - 60_000_000));
    BlockingQueue<Heard> heard = watch("api/v1/live/idle?stream=sub&accept=avc1");
    assertThat(next(heard).is("still")).isTrue();
    assertThat(next(heard).text().path("stream").asText()).isEqualTo("main");
    assertThat(next(heard).flags()).as("initialisation").isEqualTo(2);
    assertThat(next(heard).data().getLong(0)).isEqualTo(now);
    assertThat(FakeEngine.WANTED).contains(StreamId.sub(camera));
    while (heard.isEmpty()) {
      sub.publish(unit(H264, 0, 100, Ticker.system().epochMicros()));
      Thread.sleep(20);
    }
    assertThat(next(heard).text().path("stream").asText()).isEqualTo("sub");
    assertThat(next(heard).flags()).as("initialisation").isEqualTo(2);
    assertThat(next(heard).data().getLong(0)).isGreaterThanOrEqualTo(now);
  }

  @Test
  void live_g711_comesBesideThePicturesWhereItIsWanted() throws Exception {
    AudioFormat format = new AudioFormat(AudioCodec.PCMU, 8000, 1, new byte[0]);
    StreamRing ring = ring(StreamId.main(new CameraId("loud")));
    ring.publish(unit(H264, 0, 100));
    BlockingQueue<Heard> heard = watch("api/v1/live/loud?accept=avc1&sound=1");
    BlockingQueue<Heard> deaf = watch("api/v1/live/loud?accept=avc1");
    while (!next(heard).picture()) {
      // What comes first.
    }
    while (!next(deaf).picture()) {
      // What comes first.
    }
    AccessUnit silent = unit(H264, 1, 100);
    byte[] samples = {1, 2, 3, -1};
    AudioFrame frame = new AudioFrame(format, silent.epochMicros() - 7, 0, 4, samples);
    ring.publish(
        new AccessUnit(
            silent.parameters(),
            silent.epochMicros(),
            silent.ticks(),
            false,
            0,
            silent.payload(),
            List.of(frame)));
    JsonNode told = next(heard).text();
    assertThat(told.path("codec").asText()).isEqualTo("ulaw");
    assertThat(told.path("rate").asInt()).isEqualTo(8000);
    Heard sound = next(heard);
    assertThat(sound.flags()).isEqualTo(8);
    assertThat(sound.data().getLong(0)).isEqualTo(frame.epochMicros());
    assertThat(sound.data().slice(HEADER, 4)).isEqualTo(ByteBuffer.wrap(samples));
    assertThat(next(heard).picture()).isTrue();
    assertThat(next(deaf).picture()).isTrue();
  }

  @Test
  void live_codingThatIsNotPlayed_showsTheSmallerStreamAndSaysSo() throws Exception {
    CameraId camera = new CameraId("h265");
    ring(StreamId.main(camera)).publish(unit(H265, 0, 100));
    StreamRing sub = ring(StreamId.sub(camera));
    sub.publish(unit(H264, 0, 100));
    BlockingQueue<Heard> heard = watch("api/v1/live/h265?accept=avc1");
    Heard notice = next(heard);
    assertThat(notice.text().path("text").asText())
        .isEqualTo(
            "camera h265 sends H.265 on its stream main, this viewer plays H.264;"
                + " showing its smaller stream");
    Heard init = next(heard);
    assertThat(init.text().path("stream").asText()).isEqualTo("sub");
    assertThat(init.text().path("mime").asText()).contains("avc1.64000c");
    assertThat(FakeEngine.WANTED).contains(StreamId.sub(camera));
  }

  @Test
  void live_codingThatIsNotPlayedAndNothingElse_isAnErrorInWords() throws Exception {
    ring(StreamId.main(new CameraId("alone"))).publish(unit(H265, 0, 100));
    Heard error = next(watch("api/v1/live/alone?accept=avc1"));
    assertThat(error.is("error")).isTrue();
    assertThat(error.text().path("text").asText())
        .startsWith("camera alone sends H.265")
        .contains("it has no smaller stream");
  }

  @Test
  void live_acceptsNothingThatCamerasSend_isRefused() throws Exception {
    ring(StreamId.main(new CameraId("odd")));
    HttpResponse<String> refused =
        client.send(
            HttpRequest.newBuilder(server.url().resolve("api/v1/live/odd?accept=vp09")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("expected avc1, hvc1 or mp4v");
  }

  private static DataInputStream handshake(Socket socket, String path) throws IOException {
    socket.setReceiveBufferSize(64 * 1024);
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(path)
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int ends = 0;
    while (ends < 4) {
      int c = in.readUnsignedByte();
      ends = c == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    return in;
  }

  /** One message, put together from the frames of RFC 6455 §5.2 that a server sends. */
  private static Heard frame(DataInputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean text = false;
    int first = 0;
    while ((first & 0x80) == 0) {
      first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 127) {
        length = (int) in.readLong();
      } else if (length == 126) {
        length = in.readUnsignedShort();
      }
      all.writeBytes(in.readNBytes(length));
      text |= (first & 0xf) == 1;
    }
    return text ? Heard.text(all.toString(StandardCharsets.UTF_8)) : Heard.data(all.toByteArray());
  }

  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<Heard> heard;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    Ear(BlockingQueue<Heard> heard) {
      this.heard = heard;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard.add(Heard.text(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      data.writeBytes(bytes);
      if (last) {
        heard.add(Heard.data(data.toByteArray()));
        data.reset();
      }
      socket.request(1);
      return null;
    }
  }
}
