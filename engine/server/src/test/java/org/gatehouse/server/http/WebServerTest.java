package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraNotice.Topic;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.FaceSnapshot;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP interface over real sockets, on real stores. */
class WebServerTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
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
    server = serve(null, List.of(new HealthCheck("events", true, true, "stored")));
  }

  @AfterEach
  void stop() {
    FakeEngine.VIEWS.clear();
    server.close();
    stores.events().close();
    client.close();
  }

  @Test
  void site_withoutToken_isAnsweredOnThisMachine() throws Exception {
    assertThat(json("api/v1/site").path("site").asText()).isEqualTo("test-site");
  }

  /** Programs in Java ask for HTTP/2 at first where nobody told them otherwise. */
  @Test
  void largeDocument_clientThatAsksForHttp2_comesWholeByHttp1() throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(at("api/v1/openapi.json")).build());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(new ObjectMapper().readTree(answer.body()).path("openapi").asText())
        .startsWith("3.1");
  }

  /** A proxy on this machine asks for others. */
  @Test
  void site_withoutTokenByAProxy_isForNobody() throws Exception {
    for (String header :
        List.of("X-Forwarded-For", "x-forwarded-proto", "Forwarded", "X-Real-IP")) {
      HttpRequest plain =
          HttpRequest.newBuilder(at("api/v1/site")).header(header, "203.0.113.7").build();
      assertThat(send(plain).statusCode()).as(header).isEqualTo(401);
      HttpRequest token =
          HttpRequest.newBuilder(at("api/v1/site"))
              .header(header, "203.0.113.7")
              .header("Authorization", "Bearer made-up")
              .build();
      assertThat(send(token).statusCode()).as(header).isEqualTo(401);
    }
  }

  @Test
  void anyPath_hostOfAnotherName_isForbidden() throws Exception {
    // java.net.http forbids a Host header of our choice: say it on a plain socket.
    try (java.net.Socket socket =
        new java.net.Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/site HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void anyPath_foreignOrigin_isForbidden() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at("api/v1/site")).header("Origin", "http://evil.example").build();
    assertThat(send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void token_missingWrongAndRight_decides() throws Exception {
    restart(Secret.of("a-long-token"), List.of());
    assertThat(get("api/v1/site").statusCode()).isEqualTo(401);
    assertThat(bearer("another-token").statusCode()).isEqualTo(401);
    assertThat(bearer("a-long-token").statusCode()).isEqualTo(200);
    assertThat(get("healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void login_rightToken_givesCookieThatOpens() throws Exception {
    restart(Secret.of("a-long-token"), List.of());
    assertThat(login("wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> right = login("a-long-token");
    assertThat(right.statusCode()).isEqualTo(204);
    String cookie = right.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    HttpRequest request =
        HttpRequest.newBuilder(at("api/v1/site"))
            .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
            .build();
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void login_byTheAccessToken_keepsItsPurpose() throws Exception {
    restart(Secret.of("a-long-token"), List.of());
    HttpRequest login =
        HttpRequest.newBuilder(at("api/v1/login"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"token\":\"a-long-token\",\"purpose\":\"gate duty\"}"))
            .build();
    String whole = send(login).headers().firstValue("Set-Cookie").orElseThrow();
    String cookie = whole.substring(0, whole.indexOf(';'));
    assertThat(FakeEngine.AUDIT.lines().getLast()).startsWith("login by").contains("gate duty");
    assertThat(purpose(cookie)).isEqualTo("gate duty");
    HttpRequest other =
        HttpRequest.newBuilder(at("api/v1/session/purpose"))
            .header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-origin")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"purpose\":\"case 17\"}"))
            .build();
    assertThat(send(other).statusCode()).isEqualTo(204);
    assertThat(purpose(cookie)).isEqualTo("case 17");
  }

  private String purpose(String cookie) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at("api/v1/session")).header("Cookie", cookie).build();
    return Json.parse(send(request).body()).path("purpose").asText();
  }

  private static CameraView gate() {
    return new CameraView(
        FakeEngine.GATE.value(),
        "Gate",
        "none",
        false,
        "streaming",
        Instant.EPOCH,
        null,
        null,
        0,
        0,
        0,
        CameraView.Traits.NONE);
  }

  @Test
  void restart_whileTheAuditLogIsFull_isNotDone() throws Exception {
    FakeEngine.VIEWS.add(gate());
    int before = FakeEngine.RESTARTS.get();
    FakeEngine.AUDIT.full = true;
    try {
      assertThat(post("api/v1/cameras/gate-1/restart").statusCode()).isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(FakeEngine.RESTARTS.get()).isEqualTo(before);
  }

  @Test
  void restart_knownUnknownAndImpossibleCamera_isToldToTheEngineOrRefused() throws Exception {
    FakeEngine.VIEWS.add(gate());
    int before = FakeEngine.RESTARTS.get();
    assertThat(post("api/v1/cameras/gate-1/restart").statusCode()).isEqualTo(204);
    assertThat(FakeEngine.RESTARTS.get()).isEqualTo(before + 1);
    HttpResponse<String> unknown = post("api/v1/cameras/gate-9/restart");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("there is no camera gate-9");
    assertThat(post("api/v1/cameras/Gate/restart").statusCode()).isEqualTo(400);
    assertThat(get("api/v1/cameras/gate-1/restart").statusCode()).isEqualTo(405);
    assertThat(FakeEngine.RESTARTS.get()).isEqualTo(before + 1);
  }

  @Test
  void status_tellsHowLanesKeepUp() throws Exception {
    JsonNode lane = json("/api/v1/status").path("analytics").path("lanes").get(0);
    assertThat(lane.path("camera").asText()).isEqualTo("gate-1");
    assertThat(lane.path("skipped").asLong()).isEqualTo(70);
    assertThat(lane.path("skippedShare").asDouble()).isEqualTo(0.7);
    assertThat(lane.path("behind").asBoolean()).isTrue();
  }

  private HttpResponse<String> post(String path) throws Exception {
    return send(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  @Test
  void alarms_openAndOver_areListed() throws Exception {
    Alarm alarm =
        new Alarm(
            "camera-frozen/board-1",
            Alarm.Kind.CAMERA_FROZEN,
            Alarm.Severity.WARNING,
            List.of(new CameraId("board-1")),
            Instant.EPOCH,
            "what was seen");
    FakeEngine.ALARMS.raise(alarm);
    JsonNode open = json("/api/v1/alarms?camera=board-1").path("open");
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("kind").asText()).isEqualTo("CAMERA_FROZEN");
    assertThat(open.get(0).path("cameras").get(0).asText()).isEqualTo("board-1");
    FakeEngine.ALARMS.clear(alarm.id(), Instant.EPOCH.plusSeconds(9));
    JsonNode after = json("/api/v1/alarms?camera=board-1&state=returned").path("open");
    assertThat(after.get(0).path("clearedAt").asText()).isEqualTo("1970-01-01T00:00:09Z");
    assertThat(after.get(0).path("active").asBoolean()).isFalse();
  }

  @Test
  void notices_told_areListedLatestFirst() throws Exception {
    CameraId camera = new CameraId("yard");
    FakeEngine.NOTICES.heard(camera, new CameraNotice(Topic.MOTION, "view", true, 1_000_000));
    FakeEngine.NOTICES.heard(camera, new CameraNotice(Topic.DIGITAL_INPUT, "1", false, 2_000_000));
    JsonNode items = json("/api/v1/notices").path("items");
    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("topic").asText()).isEqualTo("digital_input");
    assertThat(items.get(1).toString())
        .isEqualTo(
            "{\"camera\":\"yard\",\"topic\":\"motion\",\"source\":\"view\",\"active\":true,"
                + "\"time\":\"1970-01-01T00:00:01Z\"}");
  }

  @Test
  void events_stored_areListedAndFoundWithTheirPicture() throws Exception {
    StoredEvent stored = stores.events().append(event());
    JsonNode list = json("api/v1/events");
    assertThat(list.path("items").size()).isEqualTo(1);
    assertThat(list.path("next").isNull()).isTrue();
    String url = list.path("items").get(0).path("snapshots").get(0).path("url").asText();
    HttpResponse<byte[]> picture =
        client.send(
            HttpRequest.newBuilder(at(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(picture.body()).isEqualTo(JPEG);
    assertThat(json("api/v1/events/" + stored.event().id()).path("sequence").asLong())
        .isEqualTo(stored.sequence());
  }

  @Test
  void events_unknownOrMalformed_areProblems() throws Exception {
    assertThat(get("api/v1/events/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(get("api/v1/events/nonsense").statusCode()).isEqualTo(400);
    assertThat(get("api/v1/events?limit=many").statusCode()).isEqualTo(400);
    HttpResponse<String> nothing = get("api/v1/nothing");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void snapshot_nameThatEventHasNot_isNotFound() throws Exception {
    StoredEvent stored = stores.events().append(event());
    String base = "api/v1/events/" + stored.event().id() + "/snapshots/";
    assertThat(get(base + "scene.jpg").statusCode()).isEqualTo(404);
    assertThat(get(base + "..%2F..%2Fevents.db").statusCode()).isEqualTo(404);
  }

  @Test
  void page_files_comeFromTheAllowListOnly() throws Exception {
    HttpResponse<String> index = get("");
    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(index.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
    assertThat(get("manifest.json").statusCode()).isEqualTo(404);
    assertThat(get("..%2F..%2Flogback.xml").statusCode()).isEqualTo(404);
  }

  @Test
  void feed_eventStored_reachesThePage() throws Exception {
    StoredEvent first = stores.events().append(event());
    BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    URI feed = URI.create(at("api/v1/feed").toString().replace("http:", "ws:"));
    WebSocket socket =
        client.newWebSocketBuilder().buildAsync(feed, new Hearing(heard)).get(10, TimeUnit.SECONDS);
    JsonNode hello = heard.poll(10, TimeUnit.SECONDS);
    assertThat(hello).isNotNull();
    assertThat(hello.path("sequence").asLong()).isEqualTo(first.sequence());
    StoredEvent second = stores.events().append(event());
    server.eventStored(second);
    JsonNode event = heard.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.path("event").path("id").asText()).isEqualTo(second.event().id().toString());
    socket.abort();
  }

  /** As when a switch fails: far more at once than a socket takes before it is written out. */
  @Test
  void feed_allCamerasChangeAtOnce_thePageHearsOfEach() throws Exception {
    BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    URI feed = URI.create(at("api/v1/feed").toString().replace("http:", "ws:"));
    WebSocket socket =
        client.newWebSocketBuilder().buildAsync(feed, new Hearing(heard)).get(10, TimeUnit.SECONDS);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
    for (int i = 0; i < 1000; i++) {
      server.cameraChanged(
          new CameraView(
              "c" + i,
              "c",
              "none",
              false,
              "waiting",
              Instant.EPOCH,
              "gone",
              null,
              0,
              0,
              0,
              CameraView.Traits.NONE));
    }
    for (int i = 0; i < 1000; i++) {
      JsonNode news = heard.poll(10, TimeUnit.SECONDS);
      assertThat(news).as("after %d", i).isNotNull();
      assertThat(news.path("camera").path("id").asText()).isEqualTo("c" + i);
    }
    socket.abort();
  }

  @Test
  void live_cameraThatIsNotThere_isNotFound() throws Exception {
    assertThat(get("api/v1/live/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void recording_range_givesThosePartsOnly() throws Exception {
    CameraId camera = new CameraId("gate-1");
    Path file = Files.createDirectories(folder.resolve("recordings/gate-1/2026-01-01"));
    byte[] content = new byte[1000];
    Files.write(file.resolve("gate-1_main_20260101T120000.000Z.mp4"), content);
    HttpRequest request =
        HttpRequest.newBuilder(
                at("api/v1/recordings/" + camera + "/gate-1_main_20260101T120000.000Z.mp4"))
            .header("Range", "bytes=100-199")
            .build();
    HttpResponse<String> part = send(request);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-199/1000");
    assertThat(part.body()).hasSize(100);
    assertThat(get("api/v1/recordings/gate-1/other.mp4").statusCode()).isEqualTo(404);
  }

  @Test
  void health_neededCheckDown_isUnavailable() throws Exception {
    restart(null, List.of(new HealthCheck("events", false, true, "disk full")));
    assertThat(get("healthz").statusCode()).isEqualTo(503);
  }

  @Test
  void health_otherCheckDown_isAliveButNotReady() throws Exception {
    restart(null, List.of(new HealthCheck("analytics", false, false, "starting")));
    assertThat(get("healthz").statusCode()).isEqualTo(200);
    assertThat(get("readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void start_portTaken_saysSo() {
    assertThatThrownBy(
            () ->
                WebServer.start(
                    "127.0.0.1",
                    server.url().getPort(),
                    new FakeEngine(stores, List.of()),
                    TestAccess.of(null),
                    Assets.load(WebServerTest.class.getClassLoader())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("in use by another program");
  }

  private void restart(@Nullable Secret token, List<HealthCheck> checks) {
    server.close();
    server = serve(token, checks);
  }

  private WebServer serve(@Nullable Secret token, List<HealthCheck> checks) {
    return WebServer.start(
        "127.0.0.1",
        0,
        new FakeEngine(stores, checks),
        TestAccess.of(token),
        Assets.load(WebServerTest.class.getClassLoader()));
  }

  private Event event() throws Exception {
    UUID id = UUID.randomUUID();
    Snapshot crop = stores.snapshots().write(id, "crop", JPEG);
    return new Event(
        id,
        "test-site",
        new CameraId("gate-1"),
        NOON,
        new FaceSnapshot(NOON, NOON, NOON),
        List.of(crop));
  }

  private URI at(String path) {
    return server.url().resolve(path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(at(path)).build());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.parse(response.body());
  }

  private HttpResponse<String> bearer(String token) throws Exception {
    return send(
        HttpRequest.newBuilder(at("api/v1/site"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private HttpResponse<String> login(String token) throws Exception {
    return send(
        HttpRequest.newBuilder(at("api/v1/login"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static final class Hearing implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> heard;
    private final StringBuilder message = new StringBuilder();

    Hearing(BlockingQueue<JsonNode> heard) {
      this.heard = heard;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        JsonNode told = Json.parse(message.toString());
        message.setLength(0);
        if (!told.path("kind").asText().equals("ping")) {
          heard.add(told);
        }
      }
      socket.request(1);
      return null;
    }
  }
}
