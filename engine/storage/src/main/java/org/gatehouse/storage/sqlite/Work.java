package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with a connection; may run twice when the first transaction is rolled back. */
@FunctionalInterface
interface Work<T extends @Nullable Object> {
  T run(Connection connection) throws SQLException;
}
