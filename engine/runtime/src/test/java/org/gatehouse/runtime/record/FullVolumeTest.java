package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.record.VolumeState.Health;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Notes;
import org.gatehouse.runtime.testing.Units;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of 4 MB that fills up, and one that is unmounted; needs the right to mount. */
class FullVolumeTest {
  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private Path volume;
  private boolean mounted;
  private SegmentFiles files;
  private RecordingDesk desk;
  private PlayedCamera camera;

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectories(folder.resolve("volume"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", volume.toString());
    Assumptions.assumeTrue(mounted, "skipped: mounting a small tmpfs is not allowed here");
    files = new SegmentFiles(volume);
    desk =
        new RecordingDesk(
            List.of(files),
            ticker,
            Recorder.SYNC,
            _ -> SegmentWatch.NONE,
            Interruptions.UNKNOWN,
            Runnable::run,
            false);
    camera = new PlayedCamera(Units.STREAM, ticker, new RingBudget(16 << 20), 1000, false);
    desk.add(camera.ring, RecordPlan.CONTINUOUS);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      desk.close();
      run("umount", volume.toString());
    }
  }

  @Test
  void volume_fillsUp_isFullUntilThereIsRoomAndGoesOnWithinTenSeconds() throws IOException {
    play(200);
    assertThat(desk.counters(camera.id()).recording()).isFalse();
    assertThat(desk.volumes().getFirst().health()).isEqualTo(Health.FULL);
    List<SegmentKey> kept = segments();
    files.delete(kept.getFirst());
    play(12);

    assertThat(desk.counters(camera.id()).recording()).isTrue();
    assertThat(desk.volumes().getFirst().health()).isEqualTo(Health.SERVES);
    Gap gap = Notes.of(newest()).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.DISK_FULL);
    assertThat(files.list(camera.id(), Instant.EPOCH, Instant.MAX))
        .as("whatever was cut short plays")
        .hasSizeGreaterThanOrEqualTo(kept.size());
  }

  @Test
  void volume_isUnmounted_failsInsteadOfFillingTheDiskBelow() throws Exception {
    play(10);
    assertThat(run("umount", "-l", volume.toString())).isTrue();
    mounted = false;
    play(25);
    assertThat(desk.volumes().getFirst().health()).isEqualTo(Health.FAILED);
    assertThat(desk.volumes().getFirst().detail()).contains("mount it");
    desk.close();
  }

  private List<SegmentKey> segments() throws IOException {
    List<SegmentKey> keys = new ArrayList<>();
    files.scan((key, bytes) -> keys.add(key));
    return keys.stream().sorted().toList();
  }

  private Path newest() throws IOException {
    try (Stream<Path> all = Files.walk(volume)) {
      return all.filter(path -> path.toString().endsWith(".mp4")).sorted().toList().getLast();
    }
  }

  private void play(int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      ticker.advance(Duration.ofMillis(100));
      camera.play();
      desk.round();
      if (i % 10 == 0) {
        desk.tick();
      }
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
