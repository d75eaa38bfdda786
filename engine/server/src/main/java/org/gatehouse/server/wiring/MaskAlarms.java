package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the engine is to mask and cannot: then nothing is recorded or shown of that camera.
 * Owner: the thread that looks.
 */
final class MaskAlarms {
  /** A process that died is replaced sooner. */
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

  private final Ticker ticker;
  private final AlarmSink alarms;

  /** Since when there is trouble, monotonic. */
  private final Map<CameraId, Long> troubled = new HashMap<>();

  private final Map<CameraId, Alarm> raised = new HashMap<>();

  MaskAlarms(Ticker ticker, AlarmSink alarms) {
    this.ticker = ticker;
    this.alarms = alarms;
  }

  /** Once a second, at all cameras that there are. */
  void look(Collection<CameraParts> cameras) {
    Map<CameraId, String> now = new HashMap<>();
    for (CameraParts parts : cameras) {
      @Nullable String trouble = parts.masked() == null ? null : parts.masked().trouble();
      if (trouble != null) {
        now.put(parts.id(), trouble);
      }
    }
    troubled.keySet().retainAll(now.keySet());
    now.forEach(this::troubled);
    for (CameraId camera : List.copyOf(raised.keySet())) {
      if (!now.containsKey(camera)) {
        alarms.clear(raised.remove(camera).id(), time());
      }
    }
  }

  private void troubled(CameraId camera, String why) {
    long since = troubled.computeIfAbsent(camera, none -> ticker.nanos());
    if (ticker.nanos() - since < PATIENCE || raised.containsKey(camera)) {
      return;
    }
    Alarm alarm =
        new Alarm(
            "mask-engine/" + camera,
            Alarm.Kind.MASK_MISSING,
            Alarm.Severity.CRITICAL,
            List.of(camera),
            time(),
            "camera %s is masked by the engine, which cannot: %s. Nothing of it is recorded or shown until it can"
                .formatted(camera, why));
    raised.put(camera, alarm);
    alarms.raise(alarm);
  }

  private Instant time() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
