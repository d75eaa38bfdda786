package org.gatehouse.contract.alarm;

import java.time.Instant;

/** Hears of alarms. Called by one thread at a time; must not block. */
public interface AlarmSink {
  /** It began, or one of the same id grew or shrank. */
  void raise(Alarm alarm);

  /** It is over. */
  void clear(String id, Instant at);
}
