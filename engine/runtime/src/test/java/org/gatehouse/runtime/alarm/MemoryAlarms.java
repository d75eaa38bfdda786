package org.gatehouse.runtime.alarm;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.storage.StorageException;

/** Alarms in memory, on a disk that may be full. */
public final class MemoryAlarms implements AlarmStore {
  private final TreeMap<Long, AlarmRecord> records = new TreeMap<>();

  /** Nothing can be stored while this is set. */
  private boolean full;

  public synchronized void full(boolean now) {
    full = now;
  }

  @Override
  public synchronized List<AlarmRecord> load() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized void save(Collection<AlarmRecord> changed, int finished) {
    if (full) {
      throw new StorageException("no room", new IllegalStateException("full"));
    }
    changed.forEach(record -> records.put(record.number(), record));
  }

  @Override
  public void close() {}
}
