package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.junit.jupiter.api.Test;

class GapBookTest {
  private final GapBook book = new GapBook(Past.NONE);

  @Test
  void before_nothingWasEverRecorded_isEmpty() {
    book.interrupted(GapCause.STREAM);
    assertThat(book.before(5_000)).isEmpty();
  }

  @Test
  void before_pastIsKnown_tellsItsCauseFromItsEnd() {
    GapBook after = new GapBook(new Past(1_000, GapCause.RESTART));
    assertThat(after.before(5_000)).containsExactly(gap(1_000, 5_000, GapCause.RESTART));
  }

  @Test
  void before_causesFollowEachOther_tellsEachWithItsTimes() {
    book.recordedTo(1_000);
    book.interrupted(GapCause.DISK_FULL, 2_000);
    book.interrupted(GapCause.DISK_FULL, 3_000);
    book.interrupted(GapCause.SHED, 4_000);
    book.interrupted(GapCause.BEHIND);

    assertThat(book.before(9_000))
        .containsExactly(gap(1_000, 4_000, GapCause.DISK_FULL), gap(4_000, 9_000, GapCause.SHED));
    assertThat(book.cause()).isEqualTo(GapCause.SHED);
  }

  @Test
  void before_noTimePassed_isNoGapUnlessTheClockWasSet() {
    book.recordedTo(1_000);
    book.interrupted(GapCause.STREAM);
    assertThat(book.before(1_000)).isEmpty();
    book.told();
    book.interrupted(GapCause.CLOCK_STEP);
    assertThat(book.before(500)).containsExactly(gap(500, 500, GapCause.CLOCK_STEP));
  }

  @Test
  void told_forgets_andCausesCountAnew() {
    book.recordedTo(1_000);
    book.interrupted(GapCause.SHED);
    book.withoutSound(GapCause.SHED, 200, 700);
    assertThat(book.before(2_000)).hasSize(2);
    book.told();
    assertThat(book.open()).isFalse();
    assertThat(book.before(3_000)).isEmpty();
  }

  @Test
  void interrupted_endlessly_staysBounded() {
    book.recordedTo(1_000);
    for (int i = 0; i < 10_000; i++) {
      book.interrupted(i % 2 == 0 ? GapCause.SHED : GapCause.DISK_FULL, 1_000 + i);
      book.withoutSound(GapCause.SHED, i, i + 1);
    }
    assertThat(book.before(100_000)).hasSizeLessThan(200);
  }

  private static Gap gap(long from, long to, GapCause cause) {
    return new Gap(at(from), at(to), cause, false);
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
