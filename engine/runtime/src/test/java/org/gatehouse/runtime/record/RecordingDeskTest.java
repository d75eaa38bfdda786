package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.record.VolumeState.Health;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Notes;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which volume is written to, on simulated time; recorders have no threads here. */
class RecordingDeskTest {
  private static final Duration STEP = Duration.ofMillis(100);

  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private final RingBudget budget = new RingBudget(64 << 20);
  private final List<PlayedCamera> cameras = new ArrayList<>();
  private final OutageBook outages = new OutageBook(ticker);
  private FolderStore one;
  private FolderStore two;
  private RecordingDesk desk;

  @BeforeEach
  void open() throws IOException {
    one = new FolderStore(Files.createDirectories(folder.resolve("one")));
    two = new FolderStore(Files.createDirectories(folder.resolve("two")));
    desk = desk(one, two);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void add_newCameras_areSpreadByTheRoomThatIsLeft() {
    one.usable(1L << 30);
    two.usable(3L << 30);
    desk.tick();
    for (int i = 0; i < 8; i++) {
      camera("cam" + i);
    }
    play(3);

    assertThat(one.created()).hasSize(2);
    assertThat(two.created()).hasSize(6);
  }

  @Test
  void add_subStream_liesWhereItsCameraLies() {
    camera("a");
    camera("b");
    add(StreamId.sub(new CameraId("a")));
    add(StreamId.sub(new CameraId("b")));
    play(3);

    assertThat(one.created()).hasSize(2);
    assertThat(one.created().getFirst().getFileName().toString().charAt(0))
        .isEqualTo(one.created().getLast().getFileName().toString().charAt(0));
  }

  @Test
  void add_cameraOfBefore_staysWhereItWasAndTellsTheRestart() throws IOException {
    SegmentFiles disk = new SegmentFiles(folder.resolve("disk"));
    two.usable(1);
    desk = desk(two, disk);
    desk.tick();
    PlayedCamera camera = camera("gate");
    play(10);
    desk.close();
    ticker.advance(Duration.ofSeconds(20));

    two.usable(Long.MAX_VALUE);
    desk = desk(two, disk);
    desk.tick();
    cameras.clear();
    camera("gate");
    play(5);
    desk.close();

    assertThat(two.created()).isEmpty();
    List<Path> files = files(folder.resolve("disk"));
    assertThat(files).hasSize(2);
    Gap gap = Notes.of(files.getLast()).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.RESTART);
    assertThat(Duration.between(gap.from(), gap.to())).isBetween(seconds(19), seconds(21));
    assertThat(camera.ring.readers()).isZero();
  }

  @Test
  void add_againWhileRunning_tellsThatItWasNotWanted() throws IOException {
    SegmentFiles disk = new SegmentFiles(folder.resolve("disk"));
    desk = desk(disk);
    PlayedCamera camera = camera("gate");
    play(10);
    desk.remove(camera.id());
    play(10);
    desk.add(camera.ring, RecordPlan.CONTINUOUS);
    play(5);
    desk.close();

    Gap gap = Notes.of(files(folder.resolve("disk")).getLast()).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.NOT_WANTED);
    assertThat(Duration.between(gap.from(), gap.to())).isBetween(seconds(7), seconds(11));
  }

  @Test
  void volume_fails_itsCamerasGoOnElsewhereAtOnceAndTheOthersAreLeftAlone() throws IOException {
    PlayedCamera moved = camera("a");
    PlayedCamera stays = camera("b");
    play(10);
    assertThat(one.created(moved.id())).hasSize(1);
    assertThat(two.created(stays.id())).hasSize(1);
    one.breakDown("Input/output error");
    play(10);

    assertThat(two.created(moved.id())).hasSize(1);
    assertThat(two.created(stays.id())).hasSize(1);
    assertThat(desk.volumes())
        .extracting(VolumeState::health)
        .containsExactly(Health.FAILED, Health.SERVES);
    assertThat(Notes.of(two.created(moved.id()).getFirst()).before())
        .as("the ring still held what was not written")
        .isEmpty();
    assertThat(desk.counters(stays.id()).gaps()).isZero();
    assertThat(desk.counters(moved.id()).recording()).isTrue();
  }

  @Test
  void volume_worksAgain_itsCamerasComeBackWithoutAGap() throws IOException {
    PlayedCamera moved = camera("a");
    camera("b");
    play(10);
    one.breakDown("Input/output error");
    play(20);
    one.breakDown(null);
    play(100);

    assertThat(one.created(moved.id())).hasSize(3);
    assertThat(Notes.of(one.created(moved.id()).get(1)).before()).isEmpty();
    assertThat(desk.counters(moved.id()).gaps()).isZero();
    assertThat(desk.volumes()).extracting(VolumeState::health).containsOnly(Health.SERVES);
    long lost = 130 * 25 - desk.counters(moved.id()).frames();
    assertThat(lost)
        .as("a group of pictures at the failure, and what is not written yet")
        .isLessThan(150);
  }

  @Test
  void bothVolumes_fail_theFirstThatWorksAgainTakesAllAndTellsTheGap() throws IOException {
    PlayedCamera moved = camera("a");
    camera("b");
    play(10);
    one.breakDown("Input/output error");
    two.breakDown("Input/output error");
    play(30);
    two.breakDown(null);
    play(15);

    Gap gap = Notes.of(two.created(moved.id()).getLast()).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.DISK_FAILED);
    assertThat(Duration.between(gap.from(), gap.to())).isLessThan(seconds(45));
    assertThat(desk.counters(moved.id()).recording()).isTrue();
  }

  @Test
  void volume_isFull_isToldApartAndTriedAgain() {
    camera("a");
    camera("b");
    play(5);
    one.breakDown("No space left on device");
    play(5);
    assertThat(desk.volumes().getFirst().health()).isEqualTo(Health.FULL);
    one.breakDown(null);
    play(11);
    assertThat(desk.volumes().getFirst().health()).isEqualTo(Health.SERVES);
  }

  @Test
  void onlyVolume_fails_isTriedAgainUntilItWorks() throws IOException {
    desk = desk(one);
    PlayedCamera camera = camera("a");
    play(10);
    one.breakDown("Input/output error");
    play(30);
    assertThat(desk.counters(camera.id()).recording()).isFalse();
    one.breakDown(null);
    play(12);

    assertThat(desk.counters(camera.id()).recording()).isTrue();
    assertThat(Notes.of(one.created().getLast()).before().getFirst().cause())
        .isEqualTo(GapCause.DISK_FAILED);
  }

  @Test
  void oneCameraCannotBeWritten_volumeIsNotBlamed() {
    PlayedCamera camera = camera("a");
    camera("b");
    play(5);
    one.fail(camera.id().camera(), "Permission denied");
    play(15);

    assertThat(desk.volumes()).extracting(VolumeState::health).containsOnly(Health.SERVES);
    assertThat(two.created(camera.id())).isEmpty();
  }

  @Test
  void missing_tellsWhyNothingIsRecordedAtThisMoment() {
    desk = desk(one);
    PlayedCamera camera = camera("a");
    assertThat(desk.missing(StreamId.sub(camera.id().camera()))).isEqualTo(GapCause.NOT_WANTED);
    play(5);
    assertThat(desk.missing(camera.id())).as("it is recorded").isNull();

    one.breakDown("No space left on device");
    play(5);
    assertThat(desk.missing(camera.id())).isEqualTo(GapCause.DISK_FULL);
    one.breakDown(null);
    play(12);
    assertThat(desk.missing(camera.id())).isNull();

    cameras.clear();
    play(1);
    outages.down(camera.id(), GapCause.CAMERA_OFF);
    play(5);
    assertThat(desk.missing(camera.id())).isEqualTo(GapCause.CAMERA_OFF);
    outages.up(camera.id());
    cameras.add(camera);
    play(5);
    assertThat(desk.missing(camera.id())).isNull();

    desk.remove(camera.id());
    assertThat(desk.missing(camera.id())).isEqualTo(GapCause.NOT_WANTED);
  }

  private RecordingDesk desk(SegmentStore... volumes) {
    return new RecordingDesk(
        List.of(volumes),
        ticker,
        Recorder.SYNC,
        _ -> SegmentWatch.NONE,
        outages,
        Runnable::run,
        false);
  }

  private PlayedCamera camera(String name) {
    return add(StreamId.main(new CameraId(name)));
  }

  private PlayedCamera add(StreamId id) {
    PlayedCamera camera = new PlayedCamera(id, ticker, budget, 1000, false);
    cameras.add(camera);
    desk.add(camera.ring, RecordPlan.CONTINUOUS);
    return camera;
  }

  private void play(int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      ticker.advance(STEP);
      cameras.forEach(PlayedCamera::play);
      desk.round();
      if (i % 10 == 0) {
        desk.tick();
      }
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(".mp4")).sorted().toList();
    }
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
