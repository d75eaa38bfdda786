package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Current pictures over HTTP, of streams whose pictures are JPEGs already. */
@Timeout(60)
class SnapshotRoutesTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 7, (byte) 0xff, (byte) 0xd9};

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final RingBudget budget = new RingBudget(1 << 20);
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
            Assets.load(SnapshotRoutesTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    FakeEngine.VIEWS.clear();
    server.close();
    stores.events().close();
    client.close();
  }

  private StreamRing camera(String id, String state) {
    FakeEngine.VIEWS.add(
        new CameraView(
            id,
            id,
            "none",
            false,
            state,
            Instant.EPOCH,
            "what was seen",
            null,
            0,
            0,
            0,
            CameraView.Traits.NONE));
    StreamRing ring = new StreamRing(StreamId.main(new CameraId(id)), budget);
    FakeEngine.LIVE.put(ring.id(), ring);
    return ring;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static AccessUnit picture(long micros) {
    return new AccessUnit(ParameterSets.mjpeg(320, 180), micros, 0, true, 0, JPEG);
  }

  @Test
  void snapshot_cameraThatStreams_isItsPictureWithItsTimeAndNotedDown() throws Exception {
    long taken = Ticker.system().epochMicros() - 2_500_000;
    camera("shown", "streaming").publish(picture(taken));
    HttpResponse<String> answer = get("api/v1/cameras/shown/snapshot.jpg");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(JPEG);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(answer.headers().firstValue("X-Frame-Time")).contains(Times.text(taken));
    assertThat(answer.headers().firstValue("Last-Modified").orElse("")).endsWith("GMT");
    assertThat(Integer.parseInt(answer.headers().firstValue("Age").orElse(""))).isBetween(2, 30);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(FakeEngine.AUDIT.lines())
        .anyMatch(
            line -> line.startsWith("picture.seen by 127.0.0.1") && line.contains("camera=shown"));
  }

  @Test
  void snapshot_cameraWithoutSignal_isNoOldPicture() throws Exception {
    camera("dark", "stalled").publish(picture(1));
    HttpResponse<String> answer = get("api/v1/cameras/dark/snapshot.jpg");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("camera dark: stalled since 1970-01-01T00:00:00Z: what was seen");
    assertThat(FakeEngine.AUDIT.lines()).noneMatch(line -> line.contains("camera=dark"));
  }

  @Test
  void snapshot_idleCamera_isOpenedForIt() throws Exception {
    StreamRing ring = camera("asleep", "idle");
    Thread opener =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!FakeEngine.WANTED.contains(ring.id())) {
                    Thread.onSpinWait();
                  }
                  ring.publish(picture(5_000_000));
                });
    assertThat(get("api/v1/cameras/asleep/snapshot.jpg").statusCode()).isEqualTo(200);
    opener.join();
    assertThat(FakeEngine.WANTED).doesNotContain(ring.id());
  }

  @Test
  void snapshot_mistakes_areProblems() throws Exception {
    camera("odd", "streaming").publish(picture(1));
    assertThat(get("api/v1/cameras/nobody/snapshot.jpg").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/cameras/odd/snapshot.jpg?stream=sub").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/cameras/odd/snapshot.jpg?width=wide").statusCode()).isEqualTo(400);
    HttpResponse<String> small = get("api/v1/cameras/odd/snapshot.jpg?width=100");
    assertThat(small.statusCode()).isEqualTo(503);
    assertThat(small.body()).contains("this installation has no decoder");
  }
}
