package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plates sought and corrected over HTTP, in a real store. */
class ReadHttpTest {
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
            Assets.load(ReadHttpTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private UUID passed(int second, String text) {
    Instant at = NOON.plusSeconds(second);
    UUID id = UUID.randomUUID();
    PlateRead plate =
        new PlateRead(text, 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    stores
        .events()
        .append(
            new Event(
                id,
                "test-site",
                new CameraId("gate-1"),
                at,
                new PassageFinalized("p" + second, at, at, at, plate, Direction.APPROACHING),
                List.of()));
    return id;
  }

  private HttpResponse<String> get(String query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve("api/v1/reads?" + query)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> correct(UUID event, String plate) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve("api/v1/reads/" + event + "/correction"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"plate\":\"" + plate + "\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void search_byPattern_isPagedLatestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      passed(i, "粤B1234" + i);
    }
    JsonNode page = Json.parse(get("plate=" + encoded("粤b1234?") + "&limit=3").body());
    assertThat(page.path("items").findValuesAsText("plate"))
        .containsExactly("粤B12344", "粤B12343", "粤B12342");
    JsonNode rest =
        Json.parse(get("plate=*1234*&limit=3&before=" + page.path("next").asText()).body());
    assertThat(rest.path("items").findValuesAsText("plate")).containsExactly("粤B12341", "粤B12340");
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void search_tooWide_saysWhatIsNeeded() throws Exception {
    assertThat(get("plate=*12*").statusCode()).isEqualTo(422);
    assertThat(get("").body()).contains("3 known characters in a row", "24 hours");
    assertThat(get("plate=*12*&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z").statusCode())
        .isEqualTo(200);
    assertThat(get("plate=" + encoded("';drop")).statusCode()).isEqualTo(400);
    assertThat(get("plate=" + encoded("[A-Z]*")).statusCode()).isEqualTo(400);
  }

  @Test
  void correct_whileTheAuditLogIsFull_isNotDone() throws Exception {
    UUID event = passed(1, "粤B12345");
    FakeEngine.AUDIT.full = true;
    try {
      assertThat(correct(event, "粤B1234S").statusCode()).isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    JsonNode found = Json.parse(get("plate=*12345").body()).path("items").get(0);
    assertThat(found.path("correction").isNull()).isTrue();
  }

  @Test
  void correct_aRead_isKeptBesideIt() throws Exception {
    UUID event = passed(1, "粤B12345");
    HttpResponse<String> answer = correct(event, "粤b·1234S");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode found = Json.parse(get("plate=*1234S").body()).path("items").get(0);
    assertThat(found.path("plate").asText()).isEqualTo("粤B12345");
    assertThat(found.path("correction").path("plate").asText()).isEqualTo("粤B1234S");
    assertThat(found.path("correction").path("by").asText()).isNotEmpty();
    assertThat(correct(event, "粤B*").body()).contains("a whole plate");
    assertThat(correct(UUID.randomUUID(), "粤B12345").statusCode()).isEqualTo(404);
  }
}
