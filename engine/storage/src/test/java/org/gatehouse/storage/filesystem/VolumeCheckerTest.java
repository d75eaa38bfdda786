package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.storage.filesystem.TestSegments.fragment;
import static org.gatehouse.storage.filesystem.TestSegments.free;
import static org.gatehouse.storage.filesystem.TestSegments.head;
import static org.gatehouse.storage.filesystem.TestSegments.join;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.contract.storage.VolumeCheck.Fault;
import org.gatehouse.contract.storage.VolumeCheck.Finding;
import org.gatehouse.contract.storage.VolumeCheck.Request;
import org.gatehouse.contract.storage.VolumeCheck.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeCheckerTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.250Z");

  @TempDir Path data;
  private SegmentFiles files;

  @BeforeEach
  void open() {
    files = new SegmentFiles(data.resolve("recordings"));
  }

  @Test
  void check_crashedFile_tellsItsTornTailAndItsMissingIndex_andChangesNothing() throws IOException {
    Path file = crashed(START);
    byte[] before = Files.readAllBytes(file);

    assertThat(faults(check(false))).containsExactly(Fault.TORN_TAIL, Fault.NO_INDEX);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void check_repair_cutsTheTailAndWritesTheIndex_andASecondOneFindsNothing() throws IOException {
    Path file = crashed(START);
    List<SegmentInfo> before = all();

    Result first = check(true);
    assertThat(first.left()).isZero();
    assertThat(first.findings()).hasSize(2);
    assertThat(check(true).findings()).isEmpty();
    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.indexed()).isTrue();
    assertThat(facts.whole()).isEqualTo(Files.size(file));
    assertThat(facts)
        .usingRecursiveComparison()
        .ignoringFields("place")
        .isEqualTo(SegmentScan.walk(file));
    assertThat(all().getFirst().durationMicros()).isEqualTo(before.getFirst().durationMicros());
    assertThat(all().getFirst().before()).isEqualTo(before.getFirst().before());
  }

  @Test
  void check_repairOfMoreFragmentsThanTheIndexHasPlaces_joinsThem() throws IOException {
    Path file;
    try (SegmentFile segment = files.create(STREAM, START)) {
      file = segment.path();
      segment.append(ByteBuffer.wrap(head(90_000)), ByteBuffer.wrap(free(100)));
      for (int i = 0; i < 11; i++) {
        segment.append(ByteBuffer.wrap(fragment(i * 90_000L, 90_000)));
      }
    }
    check(true);
    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.indexed()).isTrue();
    assertThat(facts.durationMicros()).isEqualTo(11_000_000);
  }

  @Test
  void check_repair_movesWhatDoesNotBelong_andDeletesNothing() throws IOException {
    Path good = crashed(START);
    Path day = folder(good);
    Path empty = day.resolve("gate-in_main_20260301T130000.000Z.mp4");
    Files.write(empty, head(90_000));
    Path stranger = day.resolve("holiday.mp4");
    Files.write(stranger, new byte[10]);
    Path elsewhere = day.resolve("gate-in_main_20260302T130000.000Z.mp4");
    Files.copy(good, elsewhere);
    Path atTop = files.root().resolve("gate-in_main_20260301T130000.000Z.mp4");
    Files.copy(good, atTop);
    Path wrongTime = day.resolve("gate-in_main_20260301T150000.000Z.mp4");
    Files.copy(good, wrongTime);

    assertThat(faults(check(false)))
        .contains(Fault.NO_VIDEO, Fault.MISPLACED, Fault.WRONG_TIME)
        .hasSize(7);
    check(true);

    Path lost = files.root().resolve("lost+found");
    for (Path moved : List.of(empty, stranger, elsewhere, atTop, wrongTime)) {
      assertThat(moved).doesNotExist();
      assertThat(lost.resolve(files.root().relativize(moved))).exists();
    }
    assertThat(check(true).findings()).isEmpty();
    Files.write(stranger, new byte[10]);
    check(true);
    assertThat(lost.resolve("gate-in/2026-03-01/holiday.mp4.1")).exists();
    assertThat(all()).hasSize(1);
  }

  @Test
  void check_notesThatCannotBeRead_areEmptiedByARepair() throws IOException {
    byte[] notes = new SegmentNotes(START, List.of()).box();
    notes[24] = 9; // a later version's
    Path file;
    try (SegmentFile segment = files.create(STREAM, START)) {
      file = segment.path();
      segment.append(ByteBuffer.wrap(join(head(90_000), notes, free(200), fragment(0, 90_000))));
    }
    assertThat(faults(check(false))).contains(Fault.DAMAGED_NOTES);
    check(true);
    assertThat(check(true).findings()).isEmpty();
    assertThat(SegmentScan.read(file).durationMicros()).isEqualTo(1_000_000);
  }

  @Test
  void check_overlap_isFound_unlessTheServersClockWasSet() throws IOException {
    crashed(START);
    segment(START.plusMillis(400), List.of());
    assertThat(faults(check(false))).contains(Fault.OVERLAP);

    files.delete(all().stream().map(info -> key(info)).toList().getLast());
    Instant back = START.plusMillis(400);
    segment(back, List.of(new Gap(back, back, GapCause.CLOCK_STEP, false)));
    assertThat(faults(check(false))).doesNotContain(Fault.OVERLAP);
  }

  @Test
  void check_whileAnEngineRuns_leavesOutWhatItWrites_andRefusesARepair() throws IOException {
    crashed(START);
    try (FolderLock engine = FolderLock.take(data)) {
      Result result = check(false);
      assertThat(result.engineRuns()).isTrue();
      assertThat(result.findings()).isEmpty();
      assertThatThrownBy(() -> check(true))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("used by another engine");
    }
    assertThat(check(false).engineRuns()).isFalse();
  }

  @Test
  void check_oneCamera_leavesTheOthersOut() throws IOException {
    crashed(START);
    Request other = new Request(data, files.root(), new CameraId("gate-out"), false);
    assertThat(new VolumeChecker().check(other, done -> {}).files()).isZero();
  }

  @Test
  void check_noRecordings_isClean() throws IOException {
    assertThat(check(false).findings()).isEmpty();
  }

  /** Killed while it wrote its third fragment. */
  private Path crashed(Instant start) throws IOException {
    Path file =
        segment(start, List.of(new Gap(start.minusSeconds(5), start, GapCause.RESTART, false)));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, join(bytes, new byte[] {0, 0, 1, 0, 'm', 'o', 'o', 'f', 1, 2}));
    return file;
  }

  private Path segment(Instant start, List<Gap> before) throws IOException {
    try (SegmentFile file = files.create(STREAM, start)) {
      file.append(
          ByteBuffer.wrap(head(90_000)),
          ByteBuffer.wrap(new SegmentNotes(start, before).box()),
          ByteBuffer.wrap(free(1584)),
          ByteBuffer.wrap(fragment(0, 90_000)),
          ByteBuffer.wrap(fragment(90_000, 45_000)));
      return file.path();
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static SegmentKey key(SegmentInfo info) {
    return Objects.requireNonNull(SegmentName.parse(info.file())).key();
  }

  private Result check(boolean repair) throws IOException {
    return new VolumeChecker().check(new Request(data, files.root(), null, repair), done -> {});
  }

  private static List<Fault> faults(Result result) {
    return result.findings().stream().map(Finding::fault).toList();
  }

  private List<SegmentInfo> all() throws IOException {
    return files.list(STREAM, Instant.EPOCH, Instant.MAX);
  }
}
