package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones over HTTP, on a site's real files. */
class ZoneHttpTest {
  private static final String DRAWN =
      """
      {"zone":[[0.1,0.3],[0.9,0.3],[1,1],[0,1]],"line":[[0,0.6],[1,0.60001]],"inSide":"right",
       "maskAreas":[[[0,0],[0.2,0],[0.2,0.2]]]}
      """;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StorageProvider.Stores stores;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder.resolve("data"), Ticker.system());
    FakeEngine.SITE.set(
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: a
            cameras:
              - { id: gate-1, url: "rtsp://h/1", analytics: { kind: vehicle } }
              - { id: yard, url: "rtsp://h/3", mask-areas: ["0.5,0.5 1,0.5 1,1"] }
            """));
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of(), null),
            TestAccess.of(null),
            Assets.load(ZoneHttpTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private HttpResponse<String> get(String camera) throws Exception {
    return client.send(request(camera).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String camera, String body, @Nullable String tag)
      throws Exception {
    HttpRequest.Builder request = request(camera).PUT(HttpRequest.BodyPublishers.ofString(body));
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String camera) {
    return HttpRequest.newBuilder(server.url().resolve("api/v1/cameras/" + camera + "/zones"));
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  @Test
  void put_drawn_isWrittenAndReadAgainUnderAnotherTag() throws Exception {
    HttpResponse<String> before = get("gate-1");
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(json(before).path("version").asInt()).isZero();
    assertThat(json(before).path("zone").isNull()).isTrue();

    HttpResponse<String> saved = put("gate-1", DRAWN, tag(before));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    assertThat(tag(saved)).isNotEqualTo(tag(before));
    HttpResponse<String> after = get("gate-1");
    assertThat(tag(after)).isEqualTo(tag(saved));
    assertThat(json(after)).isEqualTo(json(saved));
    assertThat(json(after).path("version").asInt()).isEqualTo(1);
    assertThat(json(after).path("line").toString()).isEqualTo("[[0.0,0.6],[1.0,0.6]]");
    assertThat(json(after).path("inSide").asText()).isEqualTo("right");
    assertThat(Files.readString(folder.resolve("site.d/zones/gate-1.yaml")))
        .contains(
            "zone: \"0.1,0.3 0.9,0.3 1,1 0,1\"", "in-side: right", "  - \"0,0 0.2,0 0.2,0.2\"");
    assertThat(put("gate-1", after.body(), tag(after)).statusCode()).isEqualTo(200);
  }

  @Test
  void put_withoutTagOrWithAnOldOne_isRefused() throws Exception {
    String first = tag(get("gate-1"));
    assertThat(put("gate-1", DRAWN, null).statusCode()).isEqualTo(428);
    assertThat(put("gate-1", DRAWN, "W/x").statusCode()).isEqualTo(400);
    put("gate-1", DRAWN, first);
    HttpResponse<String> late = put("gate-1", "{}", first);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(json(late).path("detail").asText()).contains("changed meanwhile, to version 1");
  }

  @Test
  void put_keyOfTheSitesFile_isAConflict() throws Exception {
    HttpResponse<String> yard = get("yard");
    assertThat(json(yard).path("fixed").toString()).isEqualTo("{\"maskAreas\":\"site.yaml\"}");
    assertThat(json(yard).path("maskAreas")).hasSize(1);
    HttpResponse<String> refused = put("yard", "{\"maskAreas\":[]}", tag(yard));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("camera").asText()).isEqualTo("yard");
    assertThat(json(refused).path("detail").asText()).contains("'mask-areas' stands in site.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"zonne\":[]} | zonne | one of zone",
        "{\"zone\":[[0,0],[1,1]]} | zone | 3 to 20 corners",
        "{\"zone\":[[0,0],[1,0],[0,1],[1,1]]} | zone | sides do not cross",
        "{\"zone\":[[0,0],[1.2,0],[1,1]]} | zone | of 0 to 1",
        "{\"zone\":\"x\"} | zone | 3 to 20 corners",
        "{\"zone\":[[0,0],[1,\"0\"],[1,1]]} | zone | 3 to 20 corners",
        "{\"line\":[[0,0]]} | line | two ends",
        "{\"line\":[[0,0],[0.01,0]]} | line | a twentieth",
        "{\"inSide\":\"up\"} | inSide | left or right",
        "{\"maskAreas\":{}} | maskAreas | a list of up to 50 areas",
        "{\"maskAreas\":[[[0,0],[1,0],[1,1]],[[0,0]]]} | maskAreas[1] | 3 to 20 corners"
      })
  void put_noSuchShape_namesCameraKeyExpectedAndSeen(String body, String key, String expected)
      throws Exception {
    HttpResponse<String> refused = put("gate-1", body, tag(get("gate-1")));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(refused);
    assertThat(problem.path("status").asInt()).isEqualTo(422);
    assertThat(problem.path("camera").asText()).isEqualTo("gate-1");
    assertThat(problem.path("key").asText()).isEqualTo(key);
    assertThat(problem.path("expected").asText()).contains(expected);
    assertThat(problem.path("seen").asText()).isNotEmpty();
    assertThat(folder.resolve("site.d/zones")).doesNotExist();
  }

  @Test
  void put_whatTheCameraCannotHave_isRefusedInWords() throws Exception {
    HttpResponse<String> refused =
        put("gate-1", "{\"line\":[[0,0.6],[1,0.6]]}", tag(get("gate-1")));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("line needs in-side");
  }

  @Test
  void anything_unknownCameraOrNoJson_isRefused() throws Exception {
    assertThat(get("none").statusCode()).isEqualTo(404);
    assertThat(get("No%20id").statusCode()).isEqualTo(400);
    assertThat(put("gate-1", "{", tag(get("gate-1"))).statusCode()).isEqualTo(400);
  }
}
