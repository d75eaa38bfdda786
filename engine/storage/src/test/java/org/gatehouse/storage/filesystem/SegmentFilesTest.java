package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFilesTest {
  private static final CameraId CAMERA = new CameraId("gate-in");
  private static final StreamId STREAM = StreamId.main(CAMERA);
  private static final Instant START = Instant.parse("2026-03-01T23:59:30.250Z");
  private static final String NAME = "gate-in_main_20260301T235930.250Z.mp4";

  @TempDir Path folder;

  private SegmentFiles files;

  @BeforeEach
  void open() {
    files = new SegmentFiles(folder.resolve("recordings"));
  }

  @Test
  void create_newSegment_liesBelowCameraAndDay() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      assertThat(file.path())
          .isEqualTo(folder.resolve("recordings/gate-in/2026-03-01").resolve(NAME))
          .exists();
    }
  }

  @Test
  void create_nameTaken_takesTheNextMillisecond() throws IOException {
    files.create(STREAM, START).close();
    try (SegmentFile second = files.create(STREAM, START)) {
      assertThat(second.path()).hasFileName("gate-in_main_20260301T235930.251Z.mp4");
    }
  }

  @Test
  void revision_segmentBegun_changesUntilTheSegmentIsTold() throws IOException {
    long before = files.revision(STREAM);
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(bytes("front"));
      long begun = files.revision(STREAM);
      assertThat(begun).isNotEqualTo(before);

      assertThat(files.list(STREAM, Instant.EPOCH, Instant.MAX)).as("no fragment yet").isEmpty();
      assertThat(files.revision(STREAM)).isNotEqualTo(begun);
      assertThat(files.revision(StreamId.sub(CAMERA))).as("another stream").isEqualTo(before);
    }
    long closed = files.revision(STREAM);
    files.list(STREAM, Instant.EPOCH, Instant.MAX);
    assertThat(files.revision(STREAM)).as("nobody writes to it").isEqualTo(closed);
  }

  @Test
  void scan_tellsEverySegmentWithItsSize_andNothingElse() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(bytes("abc"));
      Files.writeString(file.path().resolveSibling("notes.txt"), "not a segment");
      Map<SegmentKey, Long> found = new HashMap<>();
      files.scan(found::put);

      assertThat(found).containsExactly(Map.entry(file.key(), 3L));
    }
  }

  @Test
  void delete_lastOfItsDay_takesTheFolderAlong_andTellsIfNothingWasThere() throws IOException {
    SegmentFile first = files.create(STREAM, START);
    SegmentFile second = files.create(STREAM, START);
    first.close();
    second.close();

    assertThat(files.delete(first.key())).isTrue();
    assertThat(second.path()).exists();
    assertThat(files.delete(first.key())).isFalse();
    assertThat(files.delete(second.key())).isTrue();
    assertThat(second.path().getParent()).doesNotExist();
    files.create(STREAM, START).close();
  }

  @Test
  void append_severalBuffers_writesThemInOrder() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(bytes("ab"), bytes(""), bytes("cd"));
      file.append(bytes("e".repeat(3 << 20)));
      file.overwrite(1, bytes("BC"));
      file.sync();

      assertThat(file.size()).isEqualTo(4 + (3 << 20));
      assertThat(Files.readString(file.path())).startsWith("aBCdeee").hasSize(4 + (3 << 20));
    }
  }

  @Test
  void overwrite_pastTheEnd_isRefused() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(bytes("abc"));
      assertThatThrownBy(() -> file.overwrite(2, bytes("xy")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void discard_deletesTheFile() throws IOException {
    SegmentFile file = files.create(STREAM, START);
    file.append(bytes("abc"));
    file.discard();

    assertThat(file.path()).doesNotExist();
  }

  @Test
  void list_growingSegment_tellsWhatIsInItSoFar() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(ByteBuffer.wrap(TestSegments.head(90_000)));
      assertThat(all(STREAM)).as("no whole fragment yet").isEmpty();

      file.append(ByteBuffer.wrap(TestSegments.fragment(0, 90_000)));
      assertThat(all(STREAM))
          .containsExactly(new SegmentInfo(STREAM, NAME, START, 1_000_000, file.size(), List.of()));

      file.append(ByteBuffer.wrap(TestSegments.fragment(90_000, 45_000)));
      assertThat(all(STREAM).getFirst().durationMicros()).isEqualTo(1_500_000);
    }
  }

  @Test
  void list_fileCutInsideAFragment_countsTheWholeOnes() throws IOException {
    try (SegmentFile file = files.create(STREAM, START)) {
      file.append(
          ByteBuffer.wrap(TestSegments.head(1000)),
          ByteBuffer.wrap(TestSegments.fragment(5_000, 1_000)),
          ByteBuffer.wrap(TestSegments.fragment(6_000, 1_000), 0, 100));
    }
    assertThat(all(STREAM).getFirst().durationMicros()).isEqualTo(1_000_000);
  }

  @Test
  void list_severalDaysAndStrangers_areSortedAndLeftOut() throws IOException {
    for (int hours : List.of(30, 0, 2)) {
      try (SegmentFile file = files.create(STREAM, START.plusSeconds(hours * 3600L))) {
        file.append(ByteBuffer.wrap(TestSegments.fragment(0, 90_000)));
      }
    }
    Path day = folder.resolve("recordings/gate-in/2026-03-01");
    Files.writeString(day.resolve("notes.txt"), "x");
    Files.writeString(day.resolve("other_main_20260301T000000.000Z.mp4"), "x");
    Files.write(day.resolve("gate-in_main_20260301T000000.000Z.mp4"), new byte[5000]);

    assertThat(new SegmentFiles(files.root()).list(STREAM, Instant.EPOCH, Instant.MAX))
        .extracting(SegmentInfo::start)
        .containsExactly(START, START.plusSeconds(7200), START.plusSeconds(108_000));
  }

  @Test
  void list_unknownCamera_isEmpty() throws IOException {
    assertThat(all(StreamId.main(new CameraId("none")))).isEmpty();
  }

  @Test
  void path_existingSegment_isFoundAndNothingElse() throws IOException {
    files.create(STREAM, START).close();

    assertThat(files.path(CAMERA, NAME)).exists();
    for (String name :
        List.of("x", "../" + NAME, NAME + "/..", NAME.replace("250Z", "251Z"), "other" + NAME)) {
      assertThatThrownBy(() -> files.path(CAMERA, name))
          .as(name)
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> files.path(new CameraId("gate-out"), NAME))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void usableBytes_beforeTheFolderExists_isThatOfItsVolume() {
    assertThat(files.usableBytes()).isPositive();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void list_range_givesWhatReachesIntoIt() throws IOException {
    for (int seconds : List.of(0, 1, 2, 86_400)) {
      try (SegmentFile file = files.create(STREAM, START.plusSeconds(seconds))) {
        file.append(ByteBuffer.wrap(TestSegments.fragment(0, 90_000)));
      }
    }
    assertThat(files.list(STREAM, START.plusMillis(1500), START.plusMillis(2001)))
        .extracting(SegmentInfo::start)
        .containsExactly(START.plusSeconds(1), START.plusSeconds(2));
    assertThat(files.days(STREAM)).hasSize(2);
    assertThat(files.days(StreamId.sub(CAMERA))).isEmpty();
  }

  private List<SegmentInfo> all(StreamId stream) throws IOException {
    return files.list(stream, Instant.EPOCH, Instant.MAX);
  }
}
