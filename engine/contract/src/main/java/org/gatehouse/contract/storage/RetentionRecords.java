package org.gatehouse.contract.storage;

import java.util.Collection;
import java.util.List;

/** What retention must remember over restarts: the holds, and its journal. Thread-safe. */
public interface RetentionRecords {
  /** The holds as they were last written. */
  List<Hold> holds();

  /**
   * Puts these in the place of all others. They are on disk when it returns.
   *
   * @throws StorageException if they are not: then what was there before still is
   */
  void holds(Collection<Hold> all);

  /**
   * Adds to the journal. It is on disk when it returns.
   *
   * @throws StorageException if it is not, or not all of it
   */
  void journal(List<RetentionNote> notes);
}
