package org.gatehouse.bench.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gatehouse.analytics.worker.decode.KeyPicture;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.runtime.segment.Fragment;
import org.gatehouse.runtime.segment.SegmentReader;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.wiring.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real engine, a real worker, a simulated camera. The camera's larger stream is where nobody
 * listens: whoever would open it would see nothing come.
 */
@Timeout(180)
class MaskedByTheEngineTest {
  private static final StreamId MAIN = StreamId.main(new CameraId("yard"));
  private static final int DARK = 30;

  private static final String MASKED =
      """
          mask: engine
          mask-areas: ["0,0 0.5,0 0.5,1 0,1"]
      """;

  @TempDir private Path folder;

  @Test
  void camera_maskedByTheEngine_isBlackWhereItMustBeInAllThatIsRecordedAndShown() throws Exception {
    try (SimulatedCameras simulator = camera()) {
      Path file = site("rtsp://127.0.0.1:9/nobody", simulator, MASKED);
      try (Engine engine = Engine.start(new SiteFile().read(file), file)) {
        assertLive(Objects.requireNonNull(engine.live(MAIN)));
        assertThat(engine.live(StreamId.sub(MAIN.camera()))).isNull();
        assertThat(engine.cameras())
            .singleElement()
            .satisfies(
                camera -> {
                  assertThat(camera.traits().mask()).isEqualTo("engine");
                  assertThat(camera.traits().sub()).isFalse();
                });
        assertRecorded(engine.footage());
        assertThat(engine.alarms().open()).isEmpty();
      }
    }
  }

  @Test
  void camera_maskedByTheEngineFromNowOn_showsNothingFromBeforeToWhoComesAfterwards()
      throws Exception {
    try (SimulatedCameras simulator = camera()) {
      String large = simulator.url("/yard").toString();
      Path file = site(large, simulator, "");
      try (Engine engine = Engine.start(new SiteFile().read(file), file)) {
        StreamSource before = Objects.requireNonNull(engine.live(MAIN));
        try (StreamReader reader = before.open(StreamSource.Start.OLDEST_RANDOM_ACCESS)) {
          while (reader.take(Duration.ofSeconds(1)) == null) {
            assertThat(reader.closed()).isFalse();
          }
          site(large, simulator, MASKED);
          while (!reader.closed()) {
            reader.take(Duration.ofMillis(100));
          }
        }
        while (engine.live(MAIN) == null) {
          Thread.sleep(20);
        }
        assertLive(Objects.requireNonNull(engine.live(MAIN)));
        assertThat(engine.live(StreamId.sub(MAIN.camera()))).isNull();
      }
    }
  }

  private static SimulatedCameras camera() throws IOException {
    byte[] clip =
        Files.readAllBytes(
            Path.of(System.getProperty("gatehouse.root", ".."))
                .resolve("camera-adapters/src/test/resources/org/gatehouse/camera/testsrc.h264"));
    SimulatedCameras simulator =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    simulator.add("/yard", CameraScript.of(AnnexBTrack.read(clip, 3600), Playback.LIVE));
    return simulator;
  }

  private Path site(String large, SimulatedCameras simulator, String keys) throws IOException {
    return Files.writeString(
        folder.resolve("site.yaml"),
        """
        site: north
        data: ./data
        server: { port: 0 }
        cameras:
          - id: yard
            url: "%s"
            sub-url: "%s"
        %s\
        """
            .formatted(large, simulator.url("/yard"), keys));
  }

  private static void assertLive(StreamSource stream) throws InterruptedException {
    int keys = 0;
    try (StreamReader reader = stream.open(StreamSource.Start.OLDEST_RANDOM_ACCESS)) {
      while (keys < 3) {
        AccessUnit unit = reader.take(Duration.ofSeconds(1));
        if (unit != null && unit.randomAccess()) {
          assertMasked(unit);
          keys++;
        }
      }
    }
  }

  private static void assertRecorded(Footage footage) throws Exception {
    List<SegmentInfo> segments = List.of();
    while (segments.isEmpty() || segments.getFirst().durationMicros() < 3_000_000) {
      Thread.sleep(100);
      segments = footage.segments(MAIN, Instant.EPOCH, Instant.MAX);
    }
    int keys = 0;
    try (SegmentReader reader =
        SegmentReader.open(footage.path(MAIN, segments.getFirst().file()))) {
      long at = reader.mediaPosition();
      for (Fragment fragment = reader.next(at); fragment != null; fragment = reader.next(at)) {
        at = fragment.end();
        if (fragment.key()) {
          assertMasked(first(reader, fragment));
          keys++;
        }
      }
    }
    assertThat(keys).isPositive();
  }

  private static AccessUnit first(SegmentReader reader, Fragment fragment) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(fragment.moof().pictures().size(0));
    reader.read(fragment.dataPosition(), bytes);
    return new AccessUnit(reader.format().video().parameters(), 0, 0, true, 0, bytes.array());
  }

  private static void assertMasked(AccessUnit key) {
    LumaPicture picture = Objects.requireNonNull(KeyPicture.luma(key));
    long bright = 0;
    for (int y = 2; y < picture.height() - 2; y += 4) {
      for (int x = 2; x < picture.width() / 2 - 4; x += 4) {
        assertThat(picture.at(x, y)).as(x + "," + y).isLessThanOrEqualTo(DARK);
      }
      for (int x = picture.width() / 2 + 4; x < picture.width(); x += 4) {
        bright += picture.at(x, y) > 2 * DARK ? 1 : 0;
      }
    }
    assertThat(bright).as("the rest is there").isGreaterThan(100);
  }
}
