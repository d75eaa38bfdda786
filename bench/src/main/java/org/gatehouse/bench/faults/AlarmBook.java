package org.gatehouse.bench.faults;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.engine.EngineStatus;

/**
 * Every alarm that was ever listed, with every camera that it ever named: the engine takes cameras
 * out of an alarm as they recover. Used by one thread.
 */
final class AlarmBook {
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /**
   * One alarm.
   *
   * @param cameras when each was first named, in nanoseconds
   */
  record Line(String id, String kind, Map<String, Long> cameras) {}

  /** Takes what is listed now. */
  void listed(List<EngineStatus.Alarm> alarms, long nanos) {
    for (EngineStatus.Alarm alarm : alarms) {
      Line line =
          lines.computeIfAbsent(
              alarm.id() + " " + alarm.since(),
              key -> new Line(alarm.id(), alarm.kind(), new HashMap<>()));
      alarm.cameras().forEach(camera -> line.cameras.putIfAbsent(camera, nanos));
    }
  }

  /** All of them. */
  Collection<Line> lines() {
    return List.copyOf(lines.values());
  }

  /** Those of some kinds that named one of those cameras from a time on. */
  List<Line> since(long fromNanos, Set<String> kinds, Collection<String> cameras) {
    return lines.values().stream()
        .filter(line -> kinds.contains(line.kind))
        .filter(
            line ->
                cameras.stream()
                    .map(line.cameras::get)
                    .anyMatch(at -> at != null && at - fromNanos >= 0))
        .toList();
  }
}
