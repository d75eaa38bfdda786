package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.FaceSnapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded video over HTTP and WebSocket, over real sockets, from real stores. */
class PlaybackHttpTest {
  private static final CameraId CAMERA = new CameraId("gate-1");
  private static final StreamId STREAM = StreamId.main(CAMERA);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
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
            Assets.load(PlaybackHttpTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private void record(int secondsFromNoon, int seconds) throws Exception {
    Recorded.write(stores.volumes().getFirst(), STREAM, NOON.plusSeconds(secondsFromNoon), seconds);
  }

  private void event(int secondsFromNoon) {
    Instant time = NOON.plusSeconds(secondsFromNoon);
    stores
        .events()
        .append(
            new Event(
                UUID.randomUUID(),
                "test-site",
                CAMERA,
                time,
                new FaceSnapshot(time, time, time),
                List.of()));
  }

  @Test
  void days_recordedOnTwo_areListed() throws Exception {
    record(0, 2);
    record(86_400, 2);
    assertThat(json("api/v1/playback/gate-1/days").toString())
        .isEqualTo("{\"days\":[\"2026-01-01\",\"2026-01-02\"]}");
    assertThat(json("api/v1/playback/gate-1/days?stream=sub").path("days")).isEmpty();
  }

  @Test
  void recordings_moreThanAPage_comePageByPageLatestFirst() throws Exception {
    record(0, 2);
    record(10, 2);
    record(86_400, 2);
    JsonNode first = json("api/v1/recordings?camera=gate-1&limit=2");
    assertThat(first.path("items").findValuesAsText("start"))
        .containsExactly("2026-01-02T12:00:00Z", "2026-01-01T12:00:10Z");
    JsonNode second =
        json("api/v1/recordings?camera=gate-1&limit=2&before=" + first.path("next").asText());
    assertThat(second.path("items").findValuesAsText("start"))
        .containsExactly("2026-01-01T12:00:00Z");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void timeline_recordingsGapAndEvents_areTold() throws Exception {
    record(0, 30);
    record(30, 30);
    record(100, 20);
    event(12);
    event(13);
    event(110);
    JsonNode line =
        json(
            "api/v1/playback/gate-1/timeline?from=2026-01-01T12:00:10Z&to=2026-01-01T12:02:10Z"
                + "&buckets=12");
    assertThat(line.path("ranges").toString())
        .isEqualTo(
            "[{\"from\":\"2026-01-01T12:00:10Z\",\"to\":\"2026-01-01T12:01:00Z\"},"
                + "{\"from\":\"2026-01-01T12:01:40Z\",\"to\":\"2026-01-01T12:02:00Z\"}]");
    assertThat(line.path("gaps")).hasSize(2);
    assertThat(line.path("gaps").get(0).path("cause").asText()).isEqualTo("unknown");
    assertThat(line.path("gaps").get(0).path("text").asText()).isNotEmpty();
    JsonNode marks = line.path("marks");
    assertThat(marks).hasSize(2);
    assertThat(marks.get(0).path("count").asInt()).isEqualTo(2);
    assertThat(marks.get(0).path("from").asText()).isEqualTo("2026-01-01T12:00:10Z");
    assertThat(marks.get(0).path("types").path("org.gatehouse.face.snapshot.v1").asInt())
        .isEqualTo(2);
    assertThat(json("api/v1/events/" + marks.get(1).path("first").asText()).path("time").asText())
        .isEqualTo("2026-01-01T12:01:50Z");
  }

  @Test
  void timeline_toInTheFuture_isNoGap() throws Exception {
    String from = Instant.now().plusSeconds(3600).toString();
    String to = Instant.now().plusSeconds(7200).toString();
    JsonNode line = json("api/v1/playback/gate-1/timeline?from=" + from + "&to=" + to);
    assertThat(line.path("gaps")).isEmpty();
    assertThat(line.path("ranges")).isEmpty();
  }

  @Test
  void timeline_streamIsBeingRecorded_endsWithItsLatestPictureAndNoGap() throws Exception {
    Instant begin = Instant.now().minusSeconds(23);
    Recorded.write(stores.volumes().getFirst(), STREAM, begin, 20);
    for (Instant to : List.of(Instant.now(), Instant.now().plusSeconds(60))) {
      JsonNode line =
          json("api/v1/playback/gate-1/timeline?from=%s&to=%s".formatted(begin.plusSeconds(1), to));
      assertThat(line.path("gaps")).isEmpty();
      assertThat(line.path("ranges")).hasSize(1);
    }
  }

  @Test
  void timeline_parametersMissingOrWrong_areProblems() throws Exception {
    String base = "api/v1/playback/gate-1/timeline?from=2026-01-01T12:00:00Z";
    assertThat(get(base).body()).contains("'to' is missing");
    assertThat(get(base + "&to=noon").statusCode()).isEqualTo(400);
    assertThat(get(base + "&to=2026-01-01T11:00:00Z").body()).contains("must be before");
    assertThat(get(base + "&to=2026-01-01T13:00:00Z&buckets=-1").statusCode()).isEqualTo(400);
    assertThat(get(base + "&to=2026-01-01T13:00:00Z&stream=other").statusCode()).isEqualTo(400);
    assertThat(get(base.replace("gate-1", "Gate") + "&to=2027-01-01T00:00:00Z").statusCode())
        .isEqualTo(400);
    assertThat(get(base + "&to=+1000000000-01-01T00:00:00Z").statusCode()).isEqualTo(400);
  }

  @Test
  void socket_play_givesInitThenMediaOnTheAgreedTimeLine() throws Exception {
    record(0, 20);
    Listening listening = new Listening();
    WebSocket socket = open("?base=2026-01-01T11:00:00Z", listening);
    socket.sendText("{\"kind\":\"play\",\"from\":\"2026-01-01T12:00:05.500Z\"}", true).join();
    JsonNode init = Json.parse(listening.text());
    assertThat(init.path("kind").asText()).isEqualTo("init");
    assertThat(init.path("mime").asText()).isEqualTo("video/mp4; codecs=\"avc1.64000c\"");
    assertThat(init.path("width").asInt()).isEqualTo(320);
    ByteBuffer segment = listening.binary();
    assertThat(segment.get(12)).isEqualTo((byte) 2);
    ByteBuffer media = listening.binary();
    assertThat(media.getLong(0)).isEqualTo(NOON.plusSeconds(5).toEpochMilli() * 1000);
    assertThat(media.get(12) & 1).isEqualTo(1);
    assertThat(media.getLong(16 + 60)).isEqualTo(3605 * 90_000L);
    for (int i = 6; i < 15; i++) {
      listening.binary();
    }
    socket.sendText("{\"kind\":\"position\",\"at\":\"2026-01-01T12:00:19Z\"}", true).join();
    for (int i = 15; i < 20; i++) {
      listening.binary();
    }
    assertThat(Json.parse(listening.text()).toString())
        .isEqualTo("{\"kind\":\"end\",\"at\":\"2026-01-01T12:00:20Z\"}");
    socket.abort();
  }

  private static List<String> seen(int from) {
    List<String> all = FakeEngine.AUDIT.lines();
    return all.subList(from, all.size()).stream()
        .filter(line -> line.startsWith("recording.seen"))
        .toList();
  }

  @Test
  void socket_playedOnIntoOtherTenMinutes_isNotedAgain() throws Exception {
    record(590, 20);
    int before = FakeEngine.AUDIT.lines().size();
    Listening listening = new Listening();
    WebSocket socket = open("?base=2026-01-01T11:00:00Z", listening);
    socket.sendText("{\"kind\":\"play\",\"from\":\"2026-01-01T12:09:55Z\"}", true).join();
    for (int i = 0; i < 11; i++) {
      listening.binary();
    }
    assertThat(seen(before))
        .hasSize(2)
        .anyMatch(line -> line.contains("begin=2026-01-01T12:09:55Z"))
        .anyMatch(line -> line.contains("begin=2026-01-01T12:10:00Z"));
    socket.abort();
  }

  @Test
  void socket_playedOnWhileNothingCanBeNoted_isClosedBeforeItIsSent() throws Exception {
    record(1190, 20);
    Listening listening = new Listening();
    WebSocket socket = open("?base=2026-01-01T11:00:00Z", listening);
    socket.sendText("{\"kind\":\"play\",\"from\":\"2026-01-01T12:19:50Z\"}", true).join();
    for (int i = 0; i < 10; i++) {
      listening.binary();
    }
    assertThat(Json.parse(listening.text()).path("kind").asText()).isEqualTo("init");
    FakeEngine.AUDIT.refused = "recording.seen";
    try {
      socket.sendText("{\"kind\":\"position\",\"at\":\"2026-01-01T12:20:05Z\"}", true).join();
      assertThat(listening.text()).contains("cannot be noted in the audit log");
      assertThat(listening.binaries)
          .allSatisfy(
              sent ->
                  assertThat(sent.getLong(0))
                      .isLessThan(NOON.plusSeconds(1200).toEpochMilli() * 1000));
    } finally {
      FakeEngine.AUDIT.refused = null;
    }
    socket.abort();
  }

  @Test
  void socket_nonsense_isToldAndTheConnectionStays() throws Exception {
    Listening listening = new Listening();
    WebSocket socket = open("", listening);
    for (String wrong :
        List.of("{", "{\"kind\":\"dance\"}", "{\"kind\":\"play\",\"from\":\"noon\"}", "[]")) {
      socket.sendText(wrong, true).join();
      assertThat(Json.parse(listening.text()).path("kind").asText()).isEqualTo("error");
    }
    socket.sendText("{\"kind\":\"play\",\"from\":\"2026-01-01T12:00:00Z\"}", true).join();
    assertThat(Json.parse(listening.text()).path("kind").asText()).isEqualTo("end");
    socket.abort();
  }

  @Test
  void socket_longNonsense_isNotSentBackWhole() throws Exception {
    Listening listening = new Listening();
    WebSocket socket = open("", listening);
    String nonsense = "n".repeat(10_000);
    for (String wrong :
        List.of(
            "{\"kind\":\"%s\"}".formatted(nonsense),
            "{\"kind\":\"play\",\"from\":\"%s\"}".formatted(nonsense))) {
      socket.sendText(wrong, true).join();
      assertThat(listening.text()).contains("n".repeat(40) + "…").doesNotContain("n".repeat(41));
    }
    socket.abort();
  }

  @Test
  void video_range_givesThosePartsOnlyAndAlwaysTheSame() throws Exception {
    record(0, 20);
    record(20, 20);
    String path =
        "api/v1/playback/gate-1/video.mp4?from=2026-01-01T12:00:05Z&to=2026-01-01T12:00:30Z";
    HttpResponse<byte[]> whole = bytes(path, "bytes=0-");
    assertThat(whole.headers().firstValue("X-Gatehouse-Start")).contains("2026-01-01T12:00:05Z");
    byte[] all = bytes(path, "").body();
    assertThat(whole.statusCode()).isEqualTo(206);
    assertThat(whole.body()).isEqualTo(all);
    HttpResponse<byte[]> part = bytes(path, "bytes=1000-2999");
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 1000-2999/" + all.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(all, 1000, 3000));
    HttpResponse<byte[]> behind = bytes(path, "bytes=" + all.length + "-");
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */" + all.length);
    assertThat(behind.headers().firstValue("Content-Type")).contains(Problem.TYPE);
    assertThat(new String(behind.body(), StandardCharsets.UTF_8))
        .contains("it has %d bytes".formatted(all.length));
  }

  @Test
  void video_nothingRecordedOrTooLong_isAProblem() throws Exception {
    String path = "api/v1/playback/gate-1/video.mp4?from=2026-01-01T12:00:00Z&to=2026-01-0";
    assertThat(get(path + "1T13:00:00Z").statusCode()).isEqualTo(404);
    assertThat(get(path + "2T13:00:00Z").body()).contains("at most 6 hours");
    assertThat(get("api/v1/playback/gate-1/init.mp4?at=2026-01-01T12:00:00Z").statusCode())
        .isEqualTo(404);
  }

  @Test
  void videoAndPlaylist_realVideo_arePlayedByFfmpeg() throws Exception {
    Recorded.assumePlayer();
    Recorded.encode(stores.volumes().getFirst(), STREAM, NOON, 20);
    Recorded.encode(stores.volumes().getFirst(), STREAM, NOON.plusSeconds(20), 10);
    Recorded.encode(stores.volumes().getFirst(), STREAM, NOON.plusSeconds(100), 10);
    String time = "from=2026-01-01T12:00:05Z&to=2026-01-01T12:01:45Z";
    // 5 to 30 s, and 100 to 105 s.
    assertThat(framesPlayed("video.mp4?" + time)).isEqualTo(300);
    assertThat(framesPlayed("index.m3u8?" + time)).isEqualTo(300);
  }

  /** By an external player, over HTTP. */
  private int framesPlayed(String file) throws Exception {
    String address = at("api/v1/playback/gate-1/" + file).toString();
    Process ffprobe =
        new ProcessBuilder(
                "ffprobe -v error -count_frames -select_streams v -show_entries stream=nb_read_frames"
                    .concat(" -of csv=p=0 ")
                    .concat(address)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String text = new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ffprobe.waitFor()).as(text).isZero();
    return Integer.parseInt(text.lines().findFirst().orElse("0").replaceAll("\\D", ""));
  }

  private HttpResponse<byte[]> bytes(String path, String range) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private WebSocket open(String query, Listening listening) throws Exception {
    String address = at("api/v1/playback/gate-1" + query).toString().replace("http:", "ws:");
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create(address), listening)
        .get(10, TimeUnit.SECONDS);
  }

  private URI at(String path) {
    return server.url().resolve(path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  private static final class Listening implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> binaries = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 20);

    String text() throws InterruptedException {
      String next = texts.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("a text message").isNotNull();
      return String.valueOf(next);
    }

    ByteBuffer binary() throws InterruptedException {
      ByteBuffer next = binaries.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("a binary message").isNotNull();
      return next == null ? ByteBuffer.allocate(0) : next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        texts.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      bytes.put(data);
      if (last) {
        binaries.add(bytes.flip());
        bytes = ByteBuffer.allocate(1 << 20);
      }
      socket.request(1);
      return null;
    }
  }
}
