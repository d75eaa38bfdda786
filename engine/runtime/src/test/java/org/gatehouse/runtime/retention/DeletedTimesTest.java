package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionMemory.Span;
import org.gatehouse.contract.storage.RetentionNote;
import org.junit.jupiter.api.Test;

class DeletedTimesTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final DeletedTimes times = new DeletedTimes();

  private static Instant minute(int minute) {
    return NOON.plusSeconds(60L * minute);
  }

  private static Span span(int from, int to) {
    return new Span(minute(from), minute(to));
  }

  private void delete(int minute) {
    times.add(GATE, minute(minute).toEpochMilli());
  }

  private static RetentionNote.Deleted note(int first, int last, int segments) {
    return new RetentionNote.Deleted(
        NOON,
        DeletionCause.EXPIRED,
        Path.of("/v"),
        GATE,
        minute(first),
        minute(last),
        segments,
        1,
        false);
  }

  @Test
  void add_segmentsOfADay_areOneStretch() {
    for (int minute = 0; minute < 1440; minute++) {
      delete(minute);
    }
    assertThat(times.of(GATE, Instant.EPOCH, Instant.MAX)).containsExactly(span(0, 1440));
    assertThat(times.of(StreamId.sub(GATE.camera()), Instant.EPOCH, Instant.MAX)).isEmpty();
    assertThat(times.of(GATE, minute(1440), minute(2000))).isEmpty();
  }

  @Test
  void add_farApartAndThenBetween_areJoinedInAnyOrder() {
    delete(30);
    delete(0);
    delete(60);
    assertThat(times.of(GATE, Instant.EPOCH, Instant.MAX))
        .containsExactly(span(0, 1), span(30, 31), span(60, 61));

    times.add(note(2, 58, 57));
    assertThat(times.of(GATE, Instant.EPOCH, Instant.MAX)).containsExactly(span(0, 61));
  }

  @Test
  void add_noteOfAFewSegmentsFarApart_doesNotTakeWhatIsBetweenForDeleted() {
    times.add(note(0, 600, 2));
    assertThat(times.of(GATE, Instant.EPOCH, Instant.MAX))
        .containsExactly(span(0, 1), span(600, 601));
  }

  @Test
  void all_restored_isTheSameWithoutWhatIsLongPast() {
    delete(0);
    delete(30);
    DeletedTimes next = new DeletedTimes();
    next.restore(times.all(minute(60)));
    assertThat(next.of(GATE, Instant.EPOCH, Instant.MAX)).containsExactly(span(0, 1), span(30, 31));
    assertThat(next.all(NOON.plus(Duration.ofDays(500)))).isEmpty();
  }

  @Test
  void add_manyStretches_staysSmall() {
    for (int i = 0; i < 2000; i++) {
      delete(10 * i);
    }
    assertThat(times.of(GATE, Instant.EPOCH, Instant.MAX)).hasSize(512);
  }
}
