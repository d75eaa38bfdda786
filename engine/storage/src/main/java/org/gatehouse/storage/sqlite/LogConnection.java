package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection to the event log that keeps its statements prepared: SQLite compiles each once. Used
 * by one thread at a time.
 */
final class LogConnection implements AutoCloseable {
  private final Connection connection;
  private final RecentEvents recent;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /**
   * A connection that no one else uses.
   *
   * @param recent what all connections to the file share
   */
  LogConnection(Connection connection, RecentEvents recent) {
    this.connection = connection;
    this.recent = recent;
  }

  /** What need not be made of its row. */
  RecentEvents recent() {
    return recent;
  }

  /**
   * The statement of a text, which is one of few. It is not to be closed; what it found is, before
   * it is used again.
   */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    forgetAll();
    connection.rollback();
  }

  /** Prepares all anew: one that failed may be stuck half way. */
  void forgetAll() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  /** With all its statements. */
  @Override
  public void close() throws SQLException {
    forgetAll();
    connection.close();
  }
}
