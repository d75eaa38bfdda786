package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine that records simulated cameras on two volumes. */
@Timeout(120)
class EngineRecordsTest {
  @TempDir private Path folder;
  private @Nullable SimulatedCameras simulator;
  private @Nullable Engine running;

  @BeforeEach
  void start() throws IOException {
    Path clip =
        Path.of("../../camera-adapters/src/test/resources/org/gatehouse/camera/testsrc.h264");
    VideoTrack track = AnnexBTrack.read(Files.readAllBytes(clip), 3600);
    SimulatedCameras started =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (String path : new String[] {"/a", "/a-small", "/b", "/c"}) {
      started.add(path, CameraScript.of(track, Playback.LIVE));
    }
    simulator = started;
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    Objects.requireNonNull(simulator).close();
  }

  @Test
  void start_twoVolumesAndAllModes_recordsWhatIsWantedWhereThereIsRoom() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server: { port: 0 }
            recording: { volumes: [one, two] }
            cameras:
              - { id: a, url: "%s", sub-url: "%s", record-streams: both }
              - { id: b, url: "%s" }
              - { id: c, url: "%s", record: event }
            """
                .formatted(url("/a"), url("/a-small"), url("/b"), url("/c")));
    Path journal = Files.createDirectories(folder.resolve("data/retention"));
    Files.writeString(
        journal.resolve("journal.jsonl"),
        """
        {"what":"journal","version":1}
        {"at":"2026-01-02T00:00:00Z","what":"deleted","cause":"expired","volume":"one",\
        "camera":"a","stream":"main","first":"2026-01-01T00:00:00Z",\
        "last":"2026-01-01T05:59:00Z","segments":360,"bytes":9,"early":false}
        """);
    running = Engine.start(new SiteFile().read(file), file);
    while (count("a_main") + count("a_sub") + count("b_main") < 3) {
      Thread.sleep(50);
    }

    assertThat(volume("a_main")).isEqualTo(volume("a_sub")).isNotEqualTo(volume("b_main"));
    assertThat(count("c_main")).as("nothing happened there").isZero();
    assertThat(gaps("a", "2026-01-01T00:00:00Z", "2026-01-01T06:00:00Z"))
        .extracting(Gap::cause)
        .containsExactly(GapCause.DELETED);
    String now = Instant.now().toString();
    assertThat(gaps("c", "2026-01-01T00:00:00Z", now))
        .extracting(Gap::cause)
        .containsExactly(GapCause.NOT_WANTED);
    assertThat(Objects.requireNonNull(running).metrics())
        .contains("gatehouse_volume_serves")
        .contains("gatehouse_record_shed_seconds_total");
  }

  private List<Gap> gaps(String camera, String from, String to) throws IOException {
    return Objects.requireNonNull(running)
        .footage()
        .gaps(StreamId.main(new CameraId(camera)), Instant.parse(from), Instant.parse(to));
  }

  private String url(String path) {
    return Objects.requireNonNull(simulator).url(path).toString();
  }

  private long count(String name) throws IOException {
    return volume(name).isEmpty() ? 0 : 1;
  }

  /** The volume on which a file of that name lies; empty if there is none. */
  private String volume(String name) throws IOException {
    for (String volume : new String[] {"one", "two"}) {
      Path root = folder.resolve(volume);
      if (Files.isDirectory(root)) {
        try (Stream<Path> all = Files.walk(root)) {
          if (all.anyMatch(path -> path.getFileName().toString().startsWith(name))) {
            return volume;
          }
        }
      }
    }
    return "";
  }
}
