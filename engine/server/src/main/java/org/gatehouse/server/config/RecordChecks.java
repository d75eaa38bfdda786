package org.gatehouse.server.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.runtime.record.WeekSchedule;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Shown;

/** What must hold for recording beyond the form of values. */
final class RecordChecks {
  private static final Duration LONGEST_BEFORE = Duration.ofSeconds(60);
  private static final Duration SHORTEST_AFTER = Duration.ofSeconds(1);
  private static final Duration LONGEST_AFTER = Duration.ofMinutes(10);

  private RecordChecks() {}

  static void checkZone(String zone, Complaints complaints) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      complaints.about(
          "time-zone", "expected a zone such as Europe/Berlin, but saw " + Shown.text(zone));
    }
  }

  static void checkVolumes(List<?> volumes, Complaints complaints) {
    Set<Object> seen = new HashSet<>();
    for (Object volume : volumes) {
      if (volume instanceof Path path && !seen.add(path)) {
        complaints.about("volumes", "the volume " + path + " is named twice");
      }
    }
  }

  static void checkSchedule(String key, List<?> schedule, Complaints complaints) {
    try {
      WeekSchedule.parse(schedule.stream().map(Object::toString).toList(), ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      complaints.about(key, String.valueOf(e.getMessage()));
    }
  }

  static void checkBefore(Duration before, Complaints complaints) {
    if (before.isNegative() || before.compareTo(LONGEST_BEFORE) > 0) {
      complaints.about("record-before", "expected 0s to 60s");
    }
  }

  static void checkAfter(Duration after, Complaints complaints) {
    if (after.compareTo(SHORTEST_AFTER) < 0 || after.compareTo(LONGEST_AFTER) > 0) {
      complaints.about("record-after", "expected 1s to 10m");
    }
  }

  /** What must hold between a camera's keys. */
  static void check(CameraConfig camera, Complaints complaints) {
    boolean scheduled = camera.record() == RecordMode.SCHEDULE;
    if (scheduled && camera.recordSchedule().isEmpty()) {
      complaints.about(
          "record", "record: schedule needs record-schedule, such as ['mon-fri 07:00-19:00']");
    }
    if (!scheduled && !camera.recordSchedule().isEmpty()) {
      complaints.about(
          "record-schedule",
          "there is a schedule, but record is not schedule: set it, or leave it out");
    }
    if (camera.record() == RecordMode.EVENT && camera.recordOn().isEmpty()) {
      complaints.about(
          "record-on", "record: event needs at least one of motion, input, tamper, analysis");
    }
    if (camera.recordStreams() != RecordStreams.MAIN && camera.subUrl() == null) {
      complaints.about("record-streams", "there is no sub-url whose stream could be recorded");
    }
  }
}
