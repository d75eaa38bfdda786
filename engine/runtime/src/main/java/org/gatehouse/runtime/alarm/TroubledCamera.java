package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.supervise.Place;
import org.jspecify.annotations.Nullable;

/** One camera's trouble, from its beginning to its end. Owned by the {@link AlarmDesk}. */
final class TroubledCamera {
  final CameraId id;
  final Trouble trouble;
  final Place place;
  final Instant since;
  final long sinceNanos;
  String text;
  @Nullable TroubledGroup group;
  boolean alone;

  TroubledCamera(
      CameraId id, Trouble trouble, Place place, Instant since, long sinceNanos, String text) {
    this.id = id;
    this.trouble = trouble;
    this.place = place;
    this.since = since;
    this.sinceNanos = sinceNanos;
    this.text = text;
  }

  /** Neither told by itself nor with others yet. */
  boolean pending() {
    return group == null && !alone;
  }

  String alarmId() {
    return trouble.word(false) + "/" + id;
  }

  Alarm alarm() {
    return new Alarm(
        alarmId(),
        trouble.kind(false),
        Alarm.Severity.WARNING,
        List.of(id),
        since,
        "camera " + id + ": " + text,
        cause());
  }

  /** What it fails with; one that shares nothing fails for a reason of its kind. */
  private String cause() {
    List<String> shared = place.shared();
    return shared.isEmpty() ? trouble.kind(false).word() : shared.getFirst();
  }
}
