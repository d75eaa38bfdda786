package org.gatehouse.runtime.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What is and was wrong with pictures: the latest finding of each kind for each camera, and an
 * alarm for as long as it lasts. Thread-safe; alarms are told on the caller's thread.
 */
public final class PictureHealthDesk {
  private final Ticker ticker;
  private final AlarmSink alarms;
  private final Consumer<CameraId> changed;
  private final Map<CameraId, Map<PictureFault, PictureFinding>> findings = new HashMap<>();
  private final Map<PictureFault, Long> found = new EnumMap<>(PictureFault.class);

  /**
   * With nothing found.
   *
   * @param changed hears of each camera of which something was found or is over
   */
  public PictureHealthDesk(Ticker ticker, AlarmSink alarms, Consumer<CameraId> changed) {
    this.ticker = ticker;
    this.alarms = alarms;
    this.changed = changed;
  }

  /** Something was found. */
  public void began(
      CameraId camera, PictureFault fault, @Nullable Thumbnail before, @Nullable Thumbnail after) {
    PictureFinding finding = new PictureFinding(camera, fault, now(), null, before, after);
    synchronized (this) {
      findings
          .computeIfAbsent(camera, none -> new EnumMap<>(PictureFault.class))
          .put(fault, finding);
      found.merge(fault, 1L, Long::sum);
    }
    Alarm.Kind kind = fault.kind();
    if (kind != null) {
      alarms.raise(
          new Alarm(
              alarmId(camera, fault),
              kind,
              Alarm.Severity.WARNING,
              List.of(camera),
              finding.since(),
              "camera " + camera + ": " + fault.text()));
    }
    changed.accept(camera);
  }

  /** It is over. */
  public void ended(CameraId camera, PictureFault fault) {
    PictureFinding over;
    synchronized (this) {
      over =
          findings
              .getOrDefault(camera, Map.of())
              .computeIfPresent(fault, (same, finding) -> finding.over(now()));
    }
    if (over != null && fault.kind() != null) {
      alarms.clear(alarmId(camera, fault), now());
    }
    changed.accept(camera);
  }

  /** A camera is gone, or is judged no more. */
  public void forget(CameraId camera) {
    Map<PictureFault, PictureFinding> gone;
    synchronized (this) {
      gone = findings.remove(camera);
    }
    if (gone != null) {
      gone.values().stream()
          .filter(finding -> finding.until() == null && finding.fault().kind() != null)
          .forEach(finding -> alarms.clear(alarmId(camera, finding.fault()), now()));
    }
  }

  private static String alarmId(CameraId camera, PictureFault fault) {
    return "picture-" + fault.word() + "/" + camera;
  }

  /** What is wrong with a camera's picture now, the latest first. */
  public synchronized List<PictureFinding> open(CameraId camera) {
    return findings.getOrDefault(camera, Map.of()).values().stream()
        .filter(finding -> finding.until() == null)
        .sorted(Comparator.comparing(PictureFinding::since).reversed())
        .toList();
  }

  /** All findings that are known, those that last first, then the latest first. */
  public synchronized List<PictureFinding> all() {
    return findings.values().stream()
        .flatMap(of -> of.values().stream())
        .sorted(
            Comparator.comparing((PictureFinding finding) -> finding.until() != null)
                .thenComparing(Comparator.comparing(PictureFinding::since).reversed()))
        .toList();
  }

  /** The latest finding of a kind; null if there was none. */
  public synchronized @Nullable PictureFinding finding(CameraId camera, PictureFault fault) {
    return findings.getOrDefault(camera, Map.of()).get(fault);
  }

  /** How many of a kind were found since the start. */
  public synchronized long found(PictureFault fault) {
    return found.getOrDefault(fault, 0L);
  }

  /** How many of a kind last. */
  public synchronized long lasting(PictureFault fault) {
    return findings.values().stream()
        .map(of -> of.get(fault))
        .filter(finding -> finding != null && finding.until() == null)
        .count();
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
