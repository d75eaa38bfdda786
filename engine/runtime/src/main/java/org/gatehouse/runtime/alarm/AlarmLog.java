package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes alarms to the log: their beginning, each doubling of a group, and their end. */
public final class AlarmLog implements AlarmSink {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmLog.class);

  private final Map<String, Integer> told = new HashMap<>();

  @Override
  public void raise(Alarm alarm) {
    int before = told.getOrDefault(alarm.id(), 0);
    int now = alarm.cameras().size();
    if (before == 0 || now >= 2 * before) {
      told.put(alarm.id(), Math.max(1, now));
      LOG.warn("alarm {}: {}", alarm.id(), alarm.text());
    }
  }

  @Override
  public void clear(String id, Instant at) {
    if (told.remove(id) != null) {
      LOG.info("alarm {} is over", id);
    }
  }
}
