package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parked deliveries and their replay, over real sockets and on a real log. */
class DeliveryRoutesTest {
  private static final String BACKEND = "api/v1/destinations/backend/";

  private static final EventFilter PASSAGES =
      new EventFilter(List.of("org.gatehouse.passage.*"), List.of(), List.of(), List.of());

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
    stores.events().destinations(List.of("backend"));
    for (int n = 1; n <= 4; n++) {
      append(n);
    }
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(getClass().getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private static UUID id(int n) {
    return new UUID(0x7000, Long.MIN_VALUE + n);
  }

  private void append(int n) {
    stores
        .events()
        .append(
            new Event(
                id(n),
                "north",
                new CameraId("cam-" + n),
                Instant.ofEpochSecond(n),
                new EventDetail.CameraState("up", "streaming"),
                List.of()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(server.url().resolve(path)).build());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    URI at = server.url().resolve(path);
    return send(HttpRequest.newBuilder(at).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return new ObjectMapper().readTree(answer.body());
  }

  private long pending() {
    return stores.events().backlog("backend").pending();
  }

  @Test
  void deliveries_parkedAndPending_areListedInPagesWithTheirReason() throws Exception {
    stores.events().park("backend", 1, "the receiver answered 404");
    stores.events().park("backend", 3, "the receiver answered 410");
    JsonNode first = json(get(BACKEND + "deliveries?limit=1"));
    assertThat(first.at("/items/0/event").asText()).isEqualTo(id(1).toString());
    assertThat(first.at("/items/0/reason").asText()).isEqualTo("the receiver answered 404");
    assertThat(first.at("/items/0/attempts").asInt()).isEqualTo(1);
    assertThat(first.at("/items/0/next").isNull()).isTrue();
    JsonNode second = json(get(BACKEND + "deliveries?limit=5&after=" + first.path("next")));
    assertThat(second.at("/items/0/sequence").asInt()).isEqualTo(3);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(json(get(BACKEND + "deliveries?state=pending")).path("items")).hasSize(2);
  }

  @Test
  void replay_allOneOrARange_areOwedAgain() throws Exception {
    for (int n = 1; n <= 3; n++) {
      stores.events().park("backend", n, "404");
    }
    stores.events().delivered("backend", 4);
    assertThat(
            json(post(BACKEND + "replay", "{\"event\":\"" + id(2) + "\"}"))
                .path("replayed")
                .asInt())
        .isEqualTo(1);
    assertThat(pending()).isEqualTo(1);
    assertThat(json(post(BACKEND + "replay", "{\"from\":3,\"to\":3}")).path("replayed").asInt())
        .isEqualTo(1);
    assertThat(json(post(BACKEND + "replay", "{}")).path("replayed").asInt()).isEqualTo(1);
    assertThat(pending()).isEqualTo(3);
    assertThat(
            json(post(BACKEND + "replay", "{\"from\":4,\"to\":9,\"delivered\":true}"))
                .path("replayed")
                .asInt())
        .isEqualTo(1);
    assertThat(pending()).isEqualTo(4);
  }

  @Test
  void test_isAnEventForThatDestination() throws Exception {
    HttpResponse<String> answer = post(BACKEND + "test", "");
    assertThat(answer.statusCode()).isEqualTo(202);
    UUID event = UUID.fromString(json(answer).path("event").asText());
    assertThat(Objects.requireNonNull(stores.events().find(event)).event().detail())
        .isEqualTo(new EventDetail.DeliveryTest("backend", false));
    assertThat(FakeEngine.AUDIT.lines().getLast())
        .startsWith("destination.tested by")
        .contains("destination=backend");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{",
        "{\"evnt\":1}",
        "{\"event\":\"x\"}",
        "{\"event\":null}",
        "{\"from\":-1}",
        "{\"from\":1.5}",
        "{\"to\":\"all\"}",
        "{\"to\":99999999999999999999}",
        "{\"delivered\":1}",
        "{\"delivered\":true}"
      })
  void replay_badBody_isAProblemInWords(String body) throws Exception {
    HttpResponse<String> answer = post(BACKEND + "replay", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void any_unknownDestinationEventOrNumber_isAProblem() throws Exception {
    assertThat(get("api/v1/destinations/nobody/deliveries").statusCode()).isEqualTo(404);
    assertThat(post("api/v1/destinations/nobody/replay", "{}").statusCode()).isEqualTo(404);
    assertThat(post("api/v1/destinations/nobody/test", "").statusCode()).isEqualTo(404);
    assertThat(get(BACKEND + "deliveries?state=lost").statusCode()).isEqualTo(400);
    assertThat(get(BACKEND + "deliveries?limit=0").statusCode()).isEqualTo(400);
    assertThat(get(BACKEND + "deliveries?after=x").statusCode()).isEqualTo(400);
    String unknown = "{\"event\":\"" + id(77) + "\"}";
    assertThat(post(BACKEND + "replay", unknown).statusCode()).isEqualTo(404);
  }

  @Test
  void deliveries_ofOneEvent_tellWhichDestinationsHaveIt() throws Exception {
    EventLog log = stores.events();
    log.park("backend", 1, "410 Gone");
    log.retry("backend", 2, Instant.EPOCH.plusSeconds(9), "503");
    log.delivered("backend", 3);
    JsonNode parked = delivery(1);
    assertThat(parked.path("state").asText()).isEqualTo("parked");
    assertThat(parked.path("reason").asText()).isEqualTo("410 Gone");
    JsonNode waiting = delivery(2);
    assertThat(waiting.path("state").asText()).isEqualTo("pending");
    assertThat(waiting.path("next").asText()).isEqualTo("1970-01-01T00:00:09Z");
    assertThat(delivery(3).path("state").asText()).isEqualTo("delivered");
    log.destinations(Map.of("backend", PASSAGES));
    append(5);
    JsonNode never = delivery(5);
    assertThat(never.path("destination").asText()).isEqualTo("backend");
    assertThat(never.path("state").asText()).isEqualTo("not-owed");
    assertThat(never.path("attempts").isNull()).isTrue();
    assertThat(get("api/v1/events/" + UUID.randomUUID() + "/deliveries").statusCode())
        .isEqualTo(404);
  }

  private JsonNode delivery(long sequence) throws Exception {
    UUID id = stores.events().after(sequence - 1, 1).getFirst().event().id();
    HttpResponse<String> answer = get("api/v1/events/" + id + "/deliveries");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.parse(answer.body()).path("items").get(0);
  }
}
