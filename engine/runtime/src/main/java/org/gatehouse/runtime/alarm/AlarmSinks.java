package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;

/** Several sinks as one. */
public record AlarmSinks(List<AlarmSink> sinks) implements AlarmSink {
  /** Copies the list. */
  public AlarmSinks {
    sinks = List.copyOf(sinks);
  }

  @Override
  public void raise(Alarm alarm) {
    sinks.forEach(sink -> sink.raise(alarm));
  }

  @Override
  public void clear(String id, Instant at) {
    sinks.forEach(sink -> sink.clear(id, at));
  }
}
