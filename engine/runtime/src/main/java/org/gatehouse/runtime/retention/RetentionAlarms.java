package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.retention.RetentionReport.OfClass;

/**
 * Tells a person what the loop cannot do by itself. What is seen at each look is told once, and
 * ends when it is not seen any more. Owner: the loop's thread.
 */
final class RetentionAlarms {
  /** A forecast must stand this many looks before it is told. */
  private static final int SURE = 15;

  private static final double HOURS_OF_A_DAY = 24;

  private final AlarmSink sink;
  private final Map<String, Alarm> told = new HashMap<>();
  private final Map<String, Alarm> seen = new LinkedHashMap<>();
  private int risky;

  RetentionAlarms(AlarmSink sink) {
    this.sink = sink;
  }

  /** Cameras of a class lost what was promised. */
  void broken(OfClass of, List<CameraId> cameras, Instant since) {
    see(
        "retention-promise/" + of.terms().name(),
        Alarm.Kind.RETENTION_PROMISE,
        Alarm.Severity.CRITICAL,
        cameras,
        since,
        "%d cameras of class %s lost recordings younger than the %s that are promised, because room was short: add room, or lower the bit rates, the minimum or the holds"
            .formatted(cameras.size(), of.terms().name(), text(of.terms().minimum())));
  }

  /**
   * Promises will not fit.
   *
   * @param place which room is too small
   * @param hours until then
   */
  void atRisk(String place, double needed, double capacity, double hours, Instant now) {
    see(
        "retention-at-risk/" + place.replace(' ', '-'),
        Alarm.Kind.RETENTION_AT_RISK,
        Alarm.Severity.WARNING,
        List.of(),
        now,
        "promises at risk in %s: %s GB are needed for what is promised of the cameras' recordings, and %s has room for %s GB: add room, or lower the bit rates, the minimum or the holds"
            .formatted(
                hours(hours),
                DeletionLog.gigabytes((long) needed),
                place,
                DeletionLog.gigabytes((long) capacity)));
  }

  /** Whether a forecast has stood for long enough; told at every look. */
  boolean sure(boolean now) {
    risky = now ? Math.min(SURE, risky + 1) : 0;
    return risky == SURE;
  }

  /** Whether promises were said to be at risk at the last look. */
  boolean riskTold() {
    return told.values().stream().anyMatch(a -> a.kind() == Alarm.Kind.RETENTION_AT_RISK);
  }

  /** Segments of a volume cannot be deleted. */
  void stuck(KeptVolume volume, int segments, Instant now) {
    see(
        "retention-stuck/" + volume,
        Alarm.Kind.RETENTION_STUCK,
        Alarm.Severity.WARNING,
        List.of(),
        now,
        "%d recordings under %s must go and cannot be deleted; tried again every minute. Let the engine's user write there, or delete them by hand; the log names one"
            .formatted(segments, volume));
  }

  /** A volume is short of room and nothing on it may go. */
  void full(KeptVolume volume, long missing, Instant now) {
    see(
        "storage-full/" + volume,
        Alarm.Kind.STORAGE_FULL,
        Alarm.Severity.CRITICAL,
        List.of(),
        now,
        "%s GB too much lie under %s for its quota or the room that is kept free, and nothing there may be deleted: it is held, being written, or not recordings. Release holds, give recording.quota more than the cameras send in two minutes, or free the disk"
            .formatted(DeletionLog.gigabytes(missing), volume));
  }

  private void see(
      String id,
      Alarm.Kind kind,
      Alarm.Severity severity,
      List<CameraId> cameras,
      Instant since,
      String text) {
    Alarm before = told.get(id);
    Instant began = before == null ? since : before.since();
    seen.put(id, new Alarm(id, kind, severity, cameras, began, text));
  }

  /** Tells what was seen since the last call, and what was not seen any more. */
  void tell(Instant now) {
    seen.values().stream()
        .filter(alarm -> !alarm.equals(told.get(alarm.id())))
        .forEach(sink::raise);
    told.keySet().stream().filter(id -> !seen.containsKey(id)).forEach(id -> sink.clear(id, now));
    told.clear();
    told.putAll(seen);
    seen.clear();
  }

  private static String hours(double hours) {
    return hours < 1
        ? "less than an hour"
        : hours < 2 * HOURS_OF_A_DAY
            ? String.format(Locale.ROOT, "%.0f hours", hours)
            : String.format(Locale.ROOT, "%.0f hours (%.1f days)", hours, hours / HOURS_OF_A_DAY);
  }

  private static String text(Duration time) {
    return time.toHours() % HOURS_OF_A_DAY == 0 && time.toDays() > 3
        ? time.toDays() + " days"
        : time.toHours() + " hours";
  }
}
