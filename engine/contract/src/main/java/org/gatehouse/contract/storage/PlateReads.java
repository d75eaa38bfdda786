package org.gatehouse.contract.storage;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The plates that were read, one for each passage: written with the events of the log, in their
 * transactions, and gone with them. Thread-safe.
 */
public interface PlateReads {
  /**
   * What a query finds, by the read text and by its correction, latest first.
   *
   * @throws IllegalArgumentException if the query is not bounded: it would look at everything
   */
  List<StoredRead> search(PlateQuery query);

  /**
   * Puts a person's word beside what was read; a later one replaces it. Returns when it is on disk.
   *
   * @param event the latest event of the passage
   * @return the read as it is then; null if no read is of that event
   * @throws StorageException if it cannot be stored
   */
  @Nullable StoredRead correct(UUID event, StoredRead.Correction correction);
}
