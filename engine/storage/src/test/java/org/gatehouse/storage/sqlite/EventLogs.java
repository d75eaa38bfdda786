package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.EventSamples;
import org.gatehouse.storage.sql.EventRows;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.LogWriter;
import org.gatehouse.storage.sql.RecentEvents;

/** Steps that tests of the writer share. */
final class EventLogs {
  private EventLogs() {}

  /** As the log has it. */
  static LogConnection connection(Connection connection) {
    return new LogConnection(connection, SqliteDialect.INSTANCE, new RecentEvents());
  }

  static void insert(LogWriter writer, int n) {
    writer.write(connection -> EventRows.insert(connection, EventSamples.event("gate-in", n)));
  }

  /** Asks for something that the database refuses. */
  static void fail(LogWriter writer) {
    try {
      writer.write(
          connection -> {
            throw new SQLException("refused");
          });
    } catch (StorageException expected) {
      return;
    }
    throw new AssertionError("the writer must hand on the failure");
  }

  /** Returns when these threads wait for something. */
  static void awaitWaiting(Thread... threads) {
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  /** How SQLite means to run a query. */
  static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet rows = explain.executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }
}
