package org.gatehouse.storage.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with the event log; may run twice when the first transaction is rolled back. */
@FunctionalInterface
interface LogWork<T extends @Nullable Object> {
  T run(LogConnection connection) throws SQLException;
}
