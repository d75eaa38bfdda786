package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;

/** Several sinks as one, which several threads may use: the sinks hear of one after another. */
public record AlarmSinks(List<AlarmSink> sinks) implements AlarmSink {
  /** Copies the list. */
  public AlarmSinks {
    sinks = List.copyOf(sinks);
  }

  @Override
  public synchronized void raise(Alarm alarm) {
    sinks.forEach(sink -> sink.raise(alarm));
  }

  @Override
  public synchronized void clear(String id, Instant at) {
    sinks.forEach(sink -> sink.clear(id, at));
  }
}
