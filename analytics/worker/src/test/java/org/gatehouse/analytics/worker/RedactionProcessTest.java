package org.gatehouse.analytics.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.gatehouse.analytics.protocol.engine.WorkerAnalyticsProvider;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.redact.Witness;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.contract.vision.Redactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port and the real process, on a film with a drawn plate. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RedactionProcessTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final int PICTURES = 24;
  private static final Duration SKIP = Duration.ofMillis(500);
  private static final Duration LENGTH = Duration.ofMillis(1200);
  private static final long SOUND_FRAME_MICROS = 1024 * 1_000_000L / 48_000;

  private @TempDir Path temp = Path.of("");
  private Path source = Path.of("");
  private Path output = Path.of("");
  private Redactor redactor =
      new WorkerAnalyticsProvider()
          .redactor(new AnalyticsProvider.Settings(List.of(), temp, Ticker.system()));

  @BeforeEach
  void open() {
    source = temp.resolve("source.mp4");
    output = temp.resolve("redacted.mp4");
    redactor =
        new WorkerAnalyticsProvider()
            .redactor(
                new AnalyticsProvider.Settings(command(), temp.resolve("run"), Ticker.system()));
  }

  @AfterEach
  void close() {
    redactor.close();
  }

  private Redactor.Job job(PictureArea... masks) {
    return new Redactor.Job(GATE, source, SKIP, LENGTH, List.of(masks), output);
  }

  @Test
  void redact_filmWithAPlate_hasNoPlateAndTheSameTimesAndSound() throws Exception {
    DrawnPlateFilm.write(source, PICTURES);
    List<Double> progress = new ArrayList<>();
    redactor.redact(job(), progress::add);

    LaneDecoder.preload();
    try (ModelSet models = ModelSet.load(1)) {
      Witness witness = new Witness(models);
      long skip = SKIP.toNanos() / 1000;
      long to = skip + LENGTH.toNanos() / 1000;
      Witness.Account before = witness.look(source, skip - 5, to - 5);
      Witness.Account after = witness.look(output, 0, Long.MAX_VALUE / 4);
      assertThat(before.plates).hasSizeGreaterThan(8).allMatch(line -> line.contains("HN47KT"));
      assertThat(after.plates).isEmpty();
      assertThat(after.doubtfulPlates).isEmpty();
      assertThat(after.faces).isEmpty();
      assertThat(after.micros).hasSize(12);
      for (int i = 0; i < after.micros.size(); i++) {
        assertThat(after.micros.get(i) + skip - before.micros.get(i)).isBetween(-12L, 12L);
      }
      assertThat(after.sounds).isBetween(54, 58);
      assertThat(after.firstSoundMicros).isBetween(0L, SOUND_FRAME_MICROS + 100);
    }
    assertThat(progress).isNotEmpty().isSorted().allMatch(share -> share >= 0 && share <= 1);
    assertNothingElseIsLeft();
  }

  private void assertNothingElseIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("redacted.mp4.part");
    }
  }

  @Test
  void redact_interrupted_endsTheProcessAndLeavesNothing() throws Exception {
    DrawnPlateFilm.write(source, PICTURES);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    redactor.redact(job(), share -> begun.countDown());
                  } catch (RedactionException | InterruptedException e) {
                    end.set(e);
                  }
                });
    assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();
    worker.interrupt();
    worker.join();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(output).doesNotExist();
    assertNothingElseIsLeft();
    assertThat(children()).isEmpty();
  }

  @Test
  void redact_noVideoOrNoPictureInThatTime_saysSo() throws Exception {
    Files.writeString(source, "this is no film");
    assertThatThrownBy(() -> redactor.redact(job(), share -> {}))
        .isInstanceOf(RedactionException.class)
        .hasMessageStartingWith("camera gate: there is no redacted copy: recording ")
        .hasMessageContaining("source.mp4");
    DrawnPlateFilm.write(source, 4);
    assertThatThrownBy(() -> redactor.redact(job(), share -> {}))
        .isInstanceOf(RedactionException.class)
        .hasMessageContaining("no picture between the two times");
    assertThat(output).doesNotExist();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .toList();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }
}
