package org.gatehouse.runtime.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.VolumeState.Health;

/** Raises an alarm for each volume that is in trouble, and clears it. Owner: one thread. */
public final class VolumeAlarms {
  private final Ticker ticker;
  private final AlarmSink sink;
  private final Map<String, Alarm> raised = new HashMap<>();

  /** Tells that sink. */
  public VolumeAlarms(Ticker ticker, AlarmSink sink) {
    this.ticker = ticker;
    this.sink = sink;
  }

  /** Once a second, with how the volumes fare now. */
  public void look(List<VolumeState> volumes) {
    Map<String, Alarm> now = new HashMap<>();
    for (VolumeState volume : volumes) {
      if (volume.health() == Health.FAILED) {
        add(now, volume, Alarm.Kind.VOLUME_FAILED, failed(volume));
      } else if (volume.health() == Health.FULL) {
        add(now, volume, Alarm.Kind.VOLUME_FULL, full(volume));
      }
      if (volume.shedSound()) {
        add(now, volume, Alarm.Kind.VOLUME_SLOW, slow(volume));
      }
    }
    for (String over : Set.copyOf(raised.keySet())) {
      if (!now.containsKey(over)) {
        raised.remove(over);
        sink.clear(over, now());
      }
    }
    now.values().forEach(this::raise);
  }

  private void raise(Alarm alarm) {
    Alarm before = raised.get(alarm.id());
    if (before == null || !before.text().equals(alarm.text())) {
      raised.put(alarm.id(), alarm);
      sink.raise(alarm);
    }
  }

  private void add(Map<String, Alarm> now, VolumeState volume, Alarm.Kind kind, String text) {
    String id = kind.word() + "/" + volume.root();
    Alarm before = raised.get(id);
    Instant since = before == null ? now() : before.since();
    now.put(
        id,
        new Alarm(
            id, kind, Alarm.Severity.CRITICAL, List.of(), since, text, "volume " + volume.root()));
  }

  private static String failed(VolumeState volume) {
    return "volume %s cannot be written to: %s; %s. Check the disk; it is used again by itself"
        .formatted(volume.root(), volume.detail(), streams(volume));
  }

  private static String full(VolumeState volume) {
    return "volume %s is full; %s. Set or lower recording.quota, or make room; it is used again by itself"
        .formatted(volume.root(), streams(volume));
  }

  private static String slow(VolumeState volume) {
    String what =
        volume.shedStreams() == 0 ? "sound" : "sound and " + volume.shedStreams() + " streams";
    return "volume %s is too slow, or the machine too busy: %s of %d streams left out of the recordings. Use a faster disk, or more of them"
        .formatted(volume.root(), what, volume.streams());
  }

  private static String streams(VolumeState volume) {
    return volume.streams() == 0
        ? "its cameras are recorded on other volumes"
        : volume.streams() + " streams are not recorded";
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
