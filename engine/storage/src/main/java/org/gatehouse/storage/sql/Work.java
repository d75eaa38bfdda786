package org.gatehouse.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with a connection; may run twice when the first transaction is rolled back. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  /** Does it. */
  T run(Connection connection) throws SQLException;
}
