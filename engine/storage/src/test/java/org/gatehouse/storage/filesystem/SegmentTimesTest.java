package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.storage.filesystem.TestSegments.fragment;
import static org.gatehouse.storage.filesystem.TestSegments.head;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TimeZone;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentNotes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are set, put forward and back, or wrong: the index keeps to the server's UTC. */
class SegmentTimesTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final int MINUTE = 60 * 90_000;

  @TempDir Path folder;
  private SegmentFiles files;
  private final TimeZone before = TimeZone.getDefault();

  @BeforeEach
  void open() {
    files = new SegmentFiles(folder);
  }

  @AfterEach
  void backToItsOwnZone() {
    TimeZone.setDefault(before);
  }

  @Test
  void list_serverClockSetBack_keepsBothRunsOfThatHour_andTheCause() throws IOException {
    Instant first = Instant.parse("2026-03-01T12:00:00.000001Z");
    Instant again = first.minusSeconds(1800);
    minute(first, List.of());
    minute(again, List.of(new Gap(again, again, GapCause.CLOCK_STEP, false)));
    minute(again.plusSeconds(60), List.of());

    assertThat(list(again, again.plusSeconds(7200)))
        .extracting(SegmentInfo::start)
        .containsExactly(again, again.plusSeconds(60), first);
    assertThat(list(again, again.plusSeconds(1)).getFirst().before().getFirst().cause())
        .isEqualTo(GapCause.CLOCK_STEP);
  }

  @Test
  void create_sameMillisecondAgainAfterAStep_isAnotherFile_andTheStartStaysExact()
      throws IOException {
    Instant start = Instant.parse("2026-03-01T12:00:00.250999Z");
    minute(start, List.of());
    minute(start, List.of(new Gap(start, start, GapCause.CLOCK_STEP, false)));

    assertThat(list(start, start.plusSeconds(1)))
        .extracting(SegmentInfo::start)
        .containsExactly(start, start);
    assertThat(list(start, start.plusSeconds(1)))
        .extracting(SegmentInfo::file)
        .doesNotHaveDuplicates();
  }

  @Test
  void list_serverClockSetYearsAhead_leavesTheDaysBetweenEmpty() throws IOException {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    Instant later = Instant.parse("2031-03-01T12:00:00Z");
    minute(now, List.of());
    minute(later, List.of(new Gap(now.plusSeconds(60), later, GapCause.CLOCK_STEP, false)));

    assertThat(files.days(STREAM))
        .containsExactly(LocalDate.parse("2026-03-01"), LocalDate.parse("2031-03-01"));
    assertThat(list(now.plusSeconds(61), later)).isEmpty();
  }

  @Test
  void list_nightThatHas25Hours_tellsEachMinuteOnce() throws IOException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TimeZone.setDefault(TimeZone.getTimeZone(berlin));
    Instant from = ZonedDateTime.of(2026, 10, 25, 1, 30, 0, 0, berlin).toInstant();
    int minutes = 3 * 60;
    for (int i = 0; i < minutes; i++) {
      minute(from.plusSeconds(60L * i), List.of());
    }
    List<SegmentInfo> all = list(from, from.plusSeconds(60L * minutes));

    assertThat(all).hasSize(minutes);
    assertThat(all).extracting(SegmentInfo::start).isSorted().doesNotHaveDuplicates();
    // 02:30 summer time and 02:30 winter time are an hour apart.
    assertThat(list(from.plusSeconds(3600), from.plusSeconds(3601))).hasSize(1);
    assertThat(list(from.plusSeconds(7200), from.plusSeconds(7201))).hasSize(1);
    assertThat(files.days(STREAM))
        .containsExactly(LocalDate.parse("2026-10-24"), LocalDate.parse("2026-10-25"));
  }

  @Test
  void list_nightThatHas23Hours_hasNoHoleOfAnHour() throws IOException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TimeZone.setDefault(TimeZone.getTimeZone(berlin));
    Instant from = ZonedDateTime.of(2026, 3, 29, 1, 30, 0, 0, berlin).toInstant();
    for (int i = 0; i < 60; i++) {
      minute(from.plusSeconds(60L * i), List.of());
    }
    Instant covered = from;
    for (SegmentInfo info : list(from, from.plusSeconds(3600))) {
      assertThat(info.start()).isEqualTo(covered);
      covered = info.end();
    }
    assertThat(covered).isEqualTo(from.plusSeconds(3600));
  }

  @Test
  void list_fileWhoseOwnTimesAreHoursOff_isWhereTheServerSawIt() throws IOException {
    // A camera's clock shows in decode times at most; start and name are the server's.
    Instant seen = Instant.parse("2026-03-01T12:00:00.500Z");
    try (SegmentFile file = files.create(STREAM, seen)) {
      file.append(
          ByteBuffer.wrap(head(90_000)),
          ByteBuffer.wrap(new SegmentNotes(seen, List.of()).box()),
          ByteBuffer.wrap(fragment(7L * 3600 * 90_000, MINUTE)));
    }
    SegmentInfo info = list(seen, seen.plusSeconds(60)).getFirst();
    assertThat(info.start()).isEqualTo(seen);
    assertThat(info.durationMicros()).isEqualTo(60_000_000);
  }

  @Test
  void list_notesOfAnotherTimeThanTheName_areNotBelieved() throws IOException {
    Instant named = Instant.parse("2026-03-01T12:00:00.500Z");
    try (SegmentFile file = files.create(STREAM, named)) {
      file.append(
          ByteBuffer.wrap(head(90_000)),
          ByteBuffer.wrap(new SegmentNotes(named.plusSeconds(7200), List.of()).box()),
          ByteBuffer.wrap(fragment(0, MINUTE)));
    }
    assertThat(list(named, named.plusSeconds(1)).getFirst().start()).isEqualTo(named);
  }

  private void minute(Instant start, List<Gap> before) throws IOException {
    try (SegmentFile file = files.create(STREAM, start)) {
      file.append(
          ByteBuffer.wrap(head(90_000)),
          ByteBuffer.wrap(new SegmentNotes(start, before).box()),
          ByteBuffer.wrap(fragment(0, MINUTE)));
    }
  }

  private List<SegmentInfo> list(Instant from, Instant to) throws IOException {
    return files.list(STREAM, from, to);
  }
}
