package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;

/** Cameras that fell into the same trouble together. Owned by the {@link AlarmDesk}. */
final class TroubledGroup {
  final Trouble trouble;
  final String key;
  final Map<CameraId, TroubledCamera> members = new TreeMap<>();
  private final Instant since;
  long joinedNanos;
  long changedNanos;
  boolean untold = true;

  TroubledGroup(Trouble trouble, String key, Instant since) {
    this.trouble = trouble;
    this.key = key;
    this.since = since;
  }

  void join(TroubledCamera camera, long nanos) {
    camera.group = this;
    members.put(camera.id, camera);
    joinedNanos = nanos;
    changed(nanos);
  }

  void leave(TroubledCamera camera, long nanos) {
    camera.group = null;
    members.remove(camera.id);
    changed(nanos);
  }

  private void changed(long nanos) {
    changedNanos = nanos;
    untold = true;
  }

  /** Unique also if the same cameras fail again while some of the first time are still away. */
  String alarmId() {
    return trouble.word(true) + "/" + key.replace(' ', '-') + "/" + since.getEpochSecond();
  }

  Alarm alarm() {
    return new Alarm(
        alarmId(),
        trouble.kind(true),
        Alarm.Severity.CRITICAL,
        members.keySet().stream().toList(),
        since,
        trouble.text(members.size(), key),
        key);
  }
}
