package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;

/** Remembers alarms. */
final class AlarmBook implements AlarmSink {
  final Map<String, Alarm> open = new LinkedHashMap<>();
  final List<String> everRaised = new ArrayList<>();

  @Override
  public void raise(Alarm alarm) {
    if (open.put(alarm.id(), alarm) == null) {
      everRaised.add(alarm.id());
    }
  }

  @Override
  public void clear(String id, Instant at) {
    open.remove(id);
  }

  List<Alarm.Kind> kinds() {
    return open.values().stream().map(Alarm::kind).toList();
  }
}
