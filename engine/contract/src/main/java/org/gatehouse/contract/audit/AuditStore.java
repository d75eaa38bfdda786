package org.gatehouse.contract.audit;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageFullException;
import org.jspecify.annotations.Nullable;

/**
 * Where audit rows lie. Rows are added at the end, and go for their age from the beginning; nothing
 * else changes. Several processes may add to one store. Thread-safe.
 */
public interface AuditStore extends AutoCloseable {
  /**
   * Adds entries in their order, all or none; they are on disk when this returns.
   *
   * @return the rows they became
   * @throws StorageFullException if there is no room
   * @throws StorageException if they cannot be added otherwise
   */
  List<AuditRow> append(List<AuditEntry> entries);

  /** Where the chain begins: before the oldest row that is there. */
  AuditPoint begin();

  /** Where the chain ends: at the newest row that is there. */
  AuditPoint end();

  /** Up to {@code limit} rows after {@code sequence}, oldest first, as they lie there. */
  List<AuditRow> after(long sequence, int limit);

  /** Up to {@code limit} rows before {@code sequence}, newest first. */
  List<AuditRow> before(long sequence, int limit);

  /**
   * The last of the rows at the beginning that are older, up to the first one that is not.
   *
   * @param most rows to look at
   * @return null if there is none
   */
  @Nullable AuditPoint lastBefore(Instant time, int most);

  /**
   * Deletes all rows up to there; the chain begins at that point then.
   *
   * @param point of a row that is there
   */
  void cut(AuditPoint point);

  @Override
  void close();
}
