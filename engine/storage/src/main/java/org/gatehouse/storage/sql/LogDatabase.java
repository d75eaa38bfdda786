package org.gatehouse.storage.sql;

import java.sql.SQLException;
import org.gatehouse.contract.storage.StorageException;

/** The database that holds an event log. Thread-safe. */
public interface LogDatabase {
  /** The events appended last, which all connections share. */
  RecentEvents recent();

  /** The connection that changes things; a transaction ends with its commit, on disk. */
  LogConnection writer() throws SQLException;

  /** One for reading. */
  LogConnection reader() throws SQLException;

  /** One for reading what may take as long as it takes. */
  LogConnection patientReader() throws SQLException;

  /** True if the connection is gone and another one may do. */
  boolean lost(SQLException e);

  /** What a failure means to a person. */
  StorageException explain(SQLException e);

  /** How messages call it. */
  @Override
  String toString();
}
