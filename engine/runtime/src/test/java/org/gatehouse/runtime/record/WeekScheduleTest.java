package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeekScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void open_workingHours_countInTheZonesOwnTime() {
    WeekSchedule schedule = WeekSchedule.parse(List.of("mon-fri 07:00-19:00"), BERLIN);
    assertThat(open(schedule, "2026-03-02T06:59:50")).isFalse();
    assertThat(open(schedule, "2026-03-02T06:59:56")).as("a key frame is waited for").isTrue();
    assertThat(open(schedule, "2026-03-02T18:59:59")).isTrue();
    assertThat(open(schedule, "2026-03-02T19:00:00")).isFalse();
    assertThat(open(schedule, "2026-03-07T12:00:00")).as("Saturday").isFalse();
  }

  @Test
  void open_overMidnight_belongsToTheDayOnWhichItBegins() {
    WeekSchedule schedule = WeekSchedule.parse(List.of("fri 22:00-06:00"), BERLIN);
    assertThat(open(schedule, "2026-03-06T23:00:00")).isTrue();
    assertThat(open(schedule, "2026-03-07T05:59:00")).isTrue();
    assertThat(open(schedule, "2026-03-07T06:00:00")).isFalse();
    assertThat(open(schedule, "2026-03-06T05:00:00")).isFalse();
  }

  @Test
  void open_severalEntries_anyCounts() {
    WeekSchedule schedule =
        WeekSchedule.parse(List.of("sat,sun 00:00-24:00", "daily 12:00-13:00"), BERLIN);
    assertThat(open(schedule, "2026-03-08T23:59:00")).isTrue();
    assertThat(open(schedule, "2026-03-04T12:30:00")).isTrue();
    assertThat(open(schedule, "2026-03-04T13:30:00")).isFalse();
  }

  @Test
  void open_nightsWhenClocksAreSet_followTheWall() {
    WeekSchedule schedule = WeekSchedule.parse(List.of("daily 01:30-02:30"), BERLIN);
    assertThat(utc(schedule, "2026-03-29T00:45:00Z")).as("01:45").isTrue();
    assertThat(utc(schedule, "2026-03-29T01:05:00Z")).as("03:05, there is no 02:05").isFalse();
    assertThat(utc(schedule, "2026-10-25T00:15:00Z")).as("02:15, summer").isTrue();
    assertThat(utc(schedule, "2026-10-25T00:45:00Z")).as("02:45, summer").isFalse();
    assertThat(utc(schedule, "2026-10-25T01:15:00Z")).as("02:15 again").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monday 07:00-19:00",
        "mon-fri 7:00-19:00",
        "mon-fri 07:00-25:00",
        "mon-fri 07:60-19:00",
        "mon-tue-wed 07:00-19:00",
        "mox 07:00-19:00",
        "daily 07:00-07:00",
        "daily 24:00-06:00",
        "daily",
        ""
      })
  void parse_anythingElse_saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> WeekSchedule.parse(List.of(text), BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ")
        .hasMessageEndingWith("but saw '" + text + "'");
  }

  private static boolean open(WeekSchedule schedule, String local) {
    return open(schedule, LocalDateTime.parse(local).atZone(BERLIN).toInstant());
  }

  private static boolean utc(WeekSchedule schedule, String instant) {
    return open(schedule, Instant.parse(instant));
  }

  private static boolean open(WeekSchedule schedule, Instant at) {
    return schedule.open(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }
}
