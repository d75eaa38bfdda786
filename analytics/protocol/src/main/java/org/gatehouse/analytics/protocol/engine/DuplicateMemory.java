package org.gatehouse.analytics.protocol.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the vehicle that was reported just before a worker was replaced and that the new
 * worker, which starts at an earlier random-access unit, sees again: what was told of it is not
 * told again, and what was not goes on under the name that the passage had. Pure; owned by the
 * thread that calls the listener.
 */
final class DuplicateMemory {
  private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(10);
  private static final int KEPT_PER_LANE = 8;

  private record Reported(String text, Stage stage, long endMicros, int takeovers) {}

  private static final class Lane {
    /** By passage, the one told of last at the end. */
    final Map<String, Reported> reported = new LinkedHashMap<>();

    /** The earlier name of a passage that the present worker knows by another. */
    final Map<String, String> earlier = new LinkedHashMap<>();

    int takeovers;
    long takeoverMicros;
  }

  private final Map<StreamId, Lane> lanes = new HashMap<>();

  /** Another worker has the lane from now on. */
  void takeover(StreamId stream, long atMicros) {
    Lane lane = lanes.computeIfAbsent(stream, id -> new Lane());
    lane.takeovers++;
    lane.takeoverMicros = atMicros;
  }

  /** What is to be told instead of a report; nothing if a worker before this one told it. */
  Optional<PassageReport> resolve(PassageReport report) {
    Lane lane = lanes.get(report.stream());
    String before = lane == null ? null : before(lane, report);
    if (lane == null || before == null) {
      return Optional.of(report);
    }
    keep(lane.earlier, report.passageId(), before);
    Reported told = lane.reported.get(before);
    return told == null || told.stage == Stage.FINALIZED || isRepeated(told, report)
        ? Optional.empty()
        : Optional.of(report.as(before));
  }

  private static boolean isRepeated(Reported told, PassageReport report) {
    return report.stage() == Stage.DECIDED && told.text.equals(report.plate().text());
  }

  /** The report, as it was resolved, was told. */
  void reported(PassageReport report) {
    Lane lane = lanes.computeIfAbsent(report.stream(), id -> new Lane());
    keep(
        lane.reported,
        report.passageId(),
        new Reported(report.plate().text(), report.stage(), report.endMicros(), lane.takeovers));
  }

  private static <V> void keep(Map<String, V> map, String key, V value) {
    map.remove(key);
    map.put(key, value);
    if (map.size() > KEPT_PER_LANE) {
      map.remove(map.keySet().iterator().next());
    }
  }

  private static @Nullable String before(Lane lane, PassageReport report) {
    String known = lane.earlier.get(report.passageId());
    if (known != null) {
      return known;
    }
    for (Map.Entry<String, Reported> entry : lane.reported.entrySet()) {
      if (isSame(lane, entry.getValue(), report)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static boolean isSame(Lane lane, Reported before, PassageReport now) {
    return before.takeovers < lane.takeovers
        && before.text.equals(now.plate().text())
        && now.startMicros() <= lane.takeoverMicros + WINDOW_MICROS
        && now.startMicros() <= before.endMicros + WINDOW_MICROS;
  }
}
