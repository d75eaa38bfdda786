package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.Thumbnail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureHealthRoutesTest {
  private static final CameraId HALL = new CameraId("hall-health");

  @TempDir private Path folder;
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
            Assets.load(PictureHealthRoutesTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    FakeEngine.HEALTH.forget(HALL);
    server.close();
    stores.events().close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  @Test
  void list_findingThatLasts_namesItsPicturesAndServesThem() throws Exception {
    FakeEngine.HEALTH.began(
        HALL, PictureFault.OVER_EXPOSED, new Thumbnail(new byte[] {'b'}, 1_000_000), null);
    JsonNode items =
        new ObjectMapper().readTree(send("GET", "api/v1/picture-health").body()).path("items");
    JsonNode item = items.get(0);
    assertThat(item.path("camera").asText()).isEqualTo("hall-health");
    assertThat(item.path("fault").asText()).isEqualTo("over-exposed");
    assertThat(item.path("until").isNull()).isTrue();
    assertThat(item.path("after").isNull()).isTrue();
    HttpResponse<String> before = send("GET", item.path("before").path("url").asText());
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(before.body()).isEqualTo("b");
    assertThat(before.headers().firstValue("X-Frame-Time")).contains(Times.text(1_000_000));
    FakeEngine.HEALTH.ended(HALL, PictureFault.OVER_EXPOSED);
    assertThat(send("GET", "api/v1/picture-health").body()).contains("\"until\":\"2");
  }

  @Test
  void thumbnail_thatThereIsNot_isNotFound() throws Exception {
    String base = "api/v1/cameras/hall-health/picture-health/";
    assertThat(send("GET", base + "black/before.jpg").statusCode()).isEqualTo(404);
    assertThat(send("GET", base + "ugly/before.jpg").statusCode()).isEqualTo(404);
    assertThat(send("GET", base + "black/..%2f..%2fsite.yaml").statusCode()).isEqualTo(404);
  }

  @Test
  void accept_judgedCameraOrNot_isTold() throws Exception {
    assertThat(send("POST", "api/v1/cameras/gate-1/picture-health/accept").statusCode())
        .isEqualTo(204);
    HttpResponse<String> none = send("POST", "api/v1/cameras/nobody/picture-health/accept");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("there is no camera nobody whose picture is judged");
  }

  @Test
  void thumbnails_beforeAndAfter_areTwoLooks() throws Exception {
    int noted = FakeEngine.AUDIT.lines().size();
    FakeEngine.HEALTH.began(
        HALL,
        PictureFault.OVER_EXPOSED,
        new Thumbnail(new byte[] {'b'}, 1_000_000),
        new Thumbnail(new byte[] {'a'}, 2_000_000));
    String base = "api/v1/cameras/hall-health/picture-health/over-exposed/";
    for (String which : List.of("before.jpg", "after.jpg", "before.jpg", "after.jpg")) {
      assertThat(send("GET", base + which).statusCode()).isEqualTo(200);
    }
    List<String> all = FakeEngine.AUDIT.lines();
    assertThat(all.subList(noted, all.size()))
        .filteredOn(line -> line.startsWith("picture.seen"))
        .hasSize(2)
        .anyMatch(line -> line.contains("taken=" + Times.text(1_000_000)))
        .anyMatch(line -> line.contains("taken=" + Times.text(2_000_000)));
  }
}
