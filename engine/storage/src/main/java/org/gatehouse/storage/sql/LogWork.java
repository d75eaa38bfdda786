package org.gatehouse.storage.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with the event log; may run twice when the first transaction is rolled back. */
@FunctionalInterface
public interface LogWork<T extends @Nullable Object> {
  /** Does it. */
  T run(LogConnection connection) throws SQLException;
}
