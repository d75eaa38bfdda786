package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Changes what is owed to destinations. Stateless; runs inside the writer's transaction. */
final class Ledger {
  private static final String ONE =
      " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
          + " AND sequence = ? AND state = 'pending'";

  private Ledger() {}

  static void declare(Connection connection, List<String> names) throws SQLException {
    update(connection, "UPDATE destinations SET active = 0");
    for (String name : names) {
      update(
          connection,
          "INSERT INTO destinations (name, active) VALUES (?, 1)"
              + " ON CONFLICT (name) DO UPDATE SET active = 1",
          name);
    }
  }

  /** Every declared destination owes the event from now on. */
  static void owe(Connection connection, long sequence, String camera) throws SQLException {
    update(
        connection,
        "INSERT INTO deliveries (destination, sequence, camera, state)"
            + " SELECT id, ?, ?, 'pending' FROM destinations WHERE active = 1",
        sequence,
        camera);
  }

  static void delivered(Connection connection, String destination, long sequence)
      throws SQLException {
    int changed =
        update(
            connection,
            "UPDATE deliveries SET state = 'delivered', attempts = attempts + 1, reason = NULL"
                + ONE,
            destination,
            sequence);
    if (changed == 1) {
      update(
          connection,
          "UPDATE destinations SET delivered = delivered + 1 WHERE name = ?",
          destination);
    }
  }

  static void retry(
      Connection connection, String destination, long sequence, Instant next, String reason)
      throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET attempts = attempts + 1, next_due_us = ?, reason = ?" + ONE,
        Micros.of(next),
        reason,
        destination,
        sequence);
  }

  static void park(Connection connection, String destination, long sequence, String reason)
      throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET state = 'parked', attempts = attempts + 1, reason = ?" + ONE,
        reason,
        destination,
        sequence);
  }

  static void dueNow(Connection connection, String destination) throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET next_due_us = 0"
            + " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
            + " AND state = 'pending' AND next_due_us > 0",
        destination);
  }

  static int replay(Connection connection, String destination) throws SQLException {
    return update(
        connection,
        "UPDATE deliveries SET state = 'pending', attempts = 0, next_due_us = 0, reason = NULL"
            + " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
            + " AND state = 'parked'",
        destination);
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
