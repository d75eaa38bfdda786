package org.gatehouse.runtime.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.RetentionMemory.Span;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Recordings;
import org.gatehouse.runtime.testing.Units;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps of real files, and what an engine adds to them. */
class VolumeFootageTest {
  @TempDir Path folder;

  private final Known known = new Known();
  private Recordings recordings;
  private VolumeFootage footage;

  /** What the test says that the engine knows. */
  private static final class Known implements GapKnowledge {
    private List<Span> deleted = List.of();
    private @Nullable GapCause now;

    @Override
    public List<Span> deleted(StreamId stream, Instant from, Instant to) {
      return deleted;
    }

    @Override
    public @Nullable GapCause now(StreamId stream) {
      return now;
    }
  }

  @BeforeEach
  void open() {
    recordings = new Recordings(folder, Units.STREAM);
    footage = recordings.footage(known);
  }

  private static Instant at(int minute) {
    return FakeTicker.START.plusSeconds(60L * minute);
  }

  private static Gap gap(int from, int to, GapCause cause) {
    return new Gap(at(from), at(to), cause, false);
  }

  /** A minute of pictures, two a second. */
  private static List<AccessUnit> minute(int minute) {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int picture = 1500 * minute + i * 25 / 2;
      units.add(
          Units.unit(Units.PARAMETERS, picture, minute * 5_400_000L + i * 45_000L, i % 4 == 0, 9));
    }
    return units;
  }

  private List<Gap> gaps(int from, int to) throws IOException {
    return footage.gaps(Units.STREAM, at(from), at(to));
  }

  @Test
  void gaps_oldestIsDeleted_saysSo_andWhatNeverWasStaysUnknown() throws IOException {
    recordings.write(minute(60));
    known.deleted = List.of(new Span(at(20), at(59)));

    assertThat(gaps(0, 61))
        .containsExactly(gap(0, 20, GapCause.UNKNOWN), gap(20, 60, GapCause.DELETED));
  }

  @Test
  void gaps_betweenHeldRecordings_areDeleted_butNotWhatNotesTell() throws IOException {
    recordings.write(minute(0));
    recordings.write(minute(20));
    recordings.write(minute(40), gap(21, 40, GapCause.CAMERA_OFF));
    known.deleted = List.of(new Span(at(1), at(19)), new Span(at(21), at(22)));

    assertThat(gaps(0, 41))
        .containsExactly(gap(1, 20, GapCause.DELETED), gap(21, 40, GapCause.CAMERA_OFF));
  }

  @Test
  void gaps_stillOpen_tellThePresentCause() throws IOException {
    recordings.write(minute(0));
    known.now = GapCause.CAMERA_OFF;
    assertThat(gaps(0, 30)).containsExactly(gap(1, 30, GapCause.CAMERA_OFF));

    known.now = null;
    assertThat(gaps(0, 30)).containsExactly(gap(1, 30, GapCause.UNKNOWN));
  }

  @Test
  void gaps_allThatWasRecordedIsDeletedAndTheCameraIsOff_tellBoth() throws IOException {
    known.now = GapCause.CAMERA_OFF;
    known.deleted = List.of(new Span(at(0), at(28)));
    assertThat(gaps(0, 30))
        .containsExactly(gap(0, 28, GapCause.DELETED), gap(28, 30, GapCause.CAMERA_OFF));
  }

  @Test
  void gaps_rangeEndsWithinAGap_tellWhatTheSegmentAfterItTells() throws IOException {
    recordings.write(minute(0));
    recordings.write(minute(2000), gap(1, 2000, GapCause.DISK_FULL));
    known.now = GapCause.CAMERA_OFF;

    assertThat(gaps(0, 30)).containsExactly(gap(1, 30, GapCause.DISK_FULL));
    assertThat(gaps(10, 1800)).containsExactly(gap(10, 1800, GapCause.DISK_FULL));
  }
}
