package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes something is noted before: what cannot be noted is not done. */
class NotedFirstTest {
  private static final CameraId GATE = new CameraId("gate-1");
  private static final String HOLD =
      "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:01:30Z\",\"to\":\"2026-01-01T12:02:00Z\","
          + "\"owner\":\"police\",\"reason\":\"case 7\",\"expires\":\"2100-01-01T00:00:00Z\"}";
  private static final String ZONE = "{\"zone\":[[0.1,0.3],[0.9,0.3],[1,1],[0,1]]}";

  @TempDir Path data;
  private final Turning turning = new Turning();
  private ServedSite site;

  @BeforeEach
  void start() throws Exception {
    FakeEngine.SITE.set(
        Files.writeString(
            data.resolve("site.yaml"),
            """
            site: a
            cameras:
              - { id: gate-1, url: "rtsp://h/1", analytics: { kind: vehicle } }
            """));
    FakeEngine.CONTROLS.put(GATE, turning);
    FakeEngine.VIEWS.clear();
    FakeEngine.VIEWS.add(gate());
    site = new ServedSite(data, TestAccess.of(null));
  }

  @AfterEach
  void stop() {
    FakeEngine.AUDIT.full = false;
    FakeEngine.CONTROLS.clear();
    FakeEngine.VIEWS.clear();
    site.close();
  }

  private static CameraView gate() {
    return new CameraView(
        GATE.value(),
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

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return site.send(method, "api/v1/" + path, body, null);
  }

  private HttpResponse<String> whileFull(String method, String path, String body) throws Exception {
    FakeEngine.AUDIT.full = true;
    try {
      return send(method, path, body);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
  }

  @Test
  void holds_whileNothingCanBeNoted_areNeitherPlacedNorReleased() throws Exception {
    assertThat(whileFull("POST", "holds", HOLD).statusCode()).isEqualTo(503);
    assertThat(send("GET", "holds", "").body()).doesNotContain("police");
    HttpResponse<String> placed = send("POST", "holds", HOLD);
    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
    String id = Json.parse(placed.body()).path("id").asText();
    String release = "holds/" + id + "?by=Li%20Na";
    assertThat(whileFull("DELETE", release, "").statusCode()).isEqualTo(503);
    assertThat(send("GET", "holds", "").body()).contains(id);
    assertThat(send("DELETE", release, "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", release, "").statusCode()).isEqualTo(404);
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("hold.placed") && line.contains(id))
        .anyMatch(line -> line.contains("by=Li Na (127.0.0.1)"));
    try (var files = Files.walk(data)) {
      List<Path> journals = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
      assertThat(journals)
          .anySatisfy(file -> assertThat(file).content().contains("Li Na (127.0.0.1)"));
    }
  }

  @Test
  void zones_whileNothingCanBeNoted_stayAsTheyWere() throws Exception {
    HttpResponse<String> before = send("GET", "cameras/gate-1/zones", "");
    String tag = before.headers().firstValue("ETag").orElseThrow();
    FakeEngine.AUDIT.full = true;
    assertThat(draw(tag).statusCode()).isEqualTo(503);
    FakeEngine.AUDIT.full = false;
    assertThat(send("GET", "cameras/gate-1/zones", "").body()).isEqualTo(before.body());
    assertThat(draw(tag).statusCode()).isEqualTo(200);
    assertThat(draw(tag).statusCode()).as("drawn on a state of before").isEqualTo(412);
    assertThat(site.noted())
        .as("what is refused is not noted")
        .filteredOn(line -> line.startsWith("zones.saved"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("version=1");
  }

  private HttpResponse<String> draw(String tag) throws Exception {
    return site.send(
        site.request("api/v1/cameras/gate-1/zones")
            .PUT(HttpRequest.BodyPublishers.ofString(ZONE))
            .header("If-Match", tag)
            .build());
  }

  @Test
  void picture_whileNothingCanBeNoted_isNotAccepted() throws Exception {
    int before = FakeEngine.ACCEPTED.get();
    assertThat(whileFull("POST", "cameras/gate-1/picture-health/accept", "").statusCode())
        .isEqualTo(503);
    assertThat(FakeEngine.ACCEPTED).hasValue(before);
    assertThat(send("POST", "cameras/gate-1/picture-health/accept", "").statusCode())
        .isEqualTo(204);
    assertThat(FakeEngine.ACCEPTED).hasValue(before + 1);
  }

  @Test
  void camera_whileNothingCanBeNoted_isNotTurned() throws Exception {
    String ptz = "cameras/gate-1/ptz";
    String move = "{\"move\":{\"pan\":0.5,\"tilt\":0,\"zoom\":0}}";
    assertThat(whileFull("POST", ptz, "{\"preset\":\"1\"}").statusCode()).isEqualTo(503);
    assertThat(whileFull("POST", ptz, move).statusCode()).isEqualTo(503);
    assertThat(turning.done).isEmpty();
    assertThat(send("POST", ptz, move).statusCode()).isEqualTo(204);
    assertThat(send("POST", ptz, "{\"stop\":true}").statusCode()).isEqualTo(204);
    assertThat(send("POST", ptz, "{\"preset\":\"1\"}").statusCode()).isEqualTo(204);
    assertThat(turning.done).startsWith("move", "stop").contains("preset 1");
    assertThat(site.noted()).filteredOn(line -> line.startsWith("camera.turned")).hasSize(2);
  }

  /** A camera that turns at once. */
  private static final class Turning implements CameraControl {
    final List<String> done = new CopyOnWriteArrayList<>();

    @Override
    public boolean turns() {
      return true;
    }

    @Override
    public void move(double pan, double tilt, double zoom, Duration atMost) {
      done.add("move");
    }

    @Override
    public void stop() {
      done.add("stop");
    }

    @Override
    public List<Preset> presets() {
      return List.of();
    }

    @Override
    public void goTo(String preset) {
      done.add("preset " + preset);
    }

    @Override
    public List<PictureArea> mask(URI stream, List<PictureArea> areas) {
      return areas;
    }
  }
}
