package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;

/** The list of alarms: those that are open, and the last hundred that are over. Thread-safe. */
public final class AlarmBoard implements AlarmSink {
  private static final int CLEARED_KEPT = 100;

  private final Map<String, Alarm> open = new LinkedHashMap<>();
  private final Deque<Cleared> cleared = new ArrayDeque<>();
  private final Map<Alarm.Kind, Long> raised = new EnumMap<>(Alarm.Kind.class);

  /** An alarm that is over, as it was last told. */
  public record Cleared(Alarm alarm, Instant at) {}

  @Override
  public synchronized void raise(Alarm alarm) {
    if (open.put(alarm.id(), alarm) == null) {
      raised.merge(alarm.kind(), 1L, Long::sum);
    }
  }

  @Override
  public synchronized void clear(String id, Instant at) {
    Alarm over = open.remove(id);
    if (over == null) {
      return;
    }
    cleared.addFirst(new Cleared(over, at));
    if (cleared.size() > CLEARED_KEPT) {
      cleared.removeLast();
    }
  }

  /** Those that are open, the oldest first. */
  public synchronized List<Alarm> open() {
    return List.copyOf(open.values());
  }

  /** Those that are over, the latest first. */
  public synchronized List<Cleared> cleared() {
    return List.copyOf(cleared);
  }

  /** How many of a kind are open. */
  public synchronized long open(Alarm.Kind kind) {
    return open.values().stream().filter(alarm -> alarm.kind() == kind).count();
  }

  /** How many of a kind began since the start. */
  public synchronized long raised(Alarm.Kind kind) {
    return raised.getOrDefault(kind, 0L);
  }
}
