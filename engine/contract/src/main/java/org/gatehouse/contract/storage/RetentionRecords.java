package org.gatehouse.contract.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What retention must remember over restarts: the holds, its journal, and what it knows of what is
 * gone. Thread-safe.
 */
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

  /**
   * The newest deletions of the journal, since then, oldest first; as many as a quick look finds.
   */
  List<RetentionNote.Deleted> deletedSince(Instant since);

  /** What was last remembered; {@link RetentionMemory#NONE} if nothing was or can be read. */
  RetentionMemory memory();

  /**
   * Puts this in the place of what was remembered. It is on disk when it returns.
   *
   * @throws StorageException if it is not: then what was there before still is
   */
  void memory(RetentionMemory memory);
}
