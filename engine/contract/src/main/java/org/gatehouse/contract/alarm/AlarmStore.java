package org.gatehouse.contract.alarm;

import java.util.Collection;
import java.util.List;

/** Where alarms lie, so that what was done about them outlives the engine. Thread-safe. */
public interface AlarmStore extends AutoCloseable {
  /** All records, by number. */
  List<AlarmRecord> load();

  /**
   * Puts records in the place of those with their numbers; on disk when this returns.
   *
   * @param finished how many that are {@link AlarmState#NORMAL} are kept, the latest by number
   * @throws org.gatehouse.contract.storage.StorageException if nothing could be stored
   */
  void save(Collection<AlarmRecord> records, int finished);

  @Override
  void close();
}
