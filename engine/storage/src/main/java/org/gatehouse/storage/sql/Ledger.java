package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.event.OneLine;
import org.gatehouse.contract.storage.EventLog.Replay;
import org.jspecify.annotations.Nullable;

/** Changes what is owed to destinations. Stateless; runs inside the writer's transaction. */
final class Ledger {
  private static final String ONE =
      " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
          + " AND sequence = ? AND state = 'pending'";

  /** Those of a stretch that were refused. */
  static final String PARKED = " AND state = 'parked' AND sequence BETWEEN ? AND ?";

  /** Those of a stretch that were refused or delivered. */
  static final String SETTLED = " AND state <> 'pending' AND sequence BETWEEN ? AND ?";

  /** Deliveries that are made pending again in one go. */
  static final int PAGE = 500;

  private Ledger() {}

  /** Those are active from now on, and no others. */
  static void declare(LogConnection connection, List<String> names) throws SQLException {
    update(connection, "UPDATE destinations SET active = 0");
    for (String name : names) {
      update(
          connection,
          "INSERT INTO destinations (name, active) VALUES (?, 1)"
              + " ON CONFLICT (name) DO UPDATE SET active = 1",
          name);
    }
  }

  /** The destination is owed the event. */
  static void owe(LogConnection connection, String destination, long sequence, String camera)
      throws SQLException {
    update(
        connection,
        "INSERT INTO deliveries (destination, sequence, camera, state)"
            + " SELECT id, ?, ?, 'pending' FROM destinations WHERE name = ?",
        sequence,
        camera,
        destination);
  }

  static void delivered(LogConnection connection, String destination, long sequence)
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
      LogConnection connection, String destination, long sequence, Instant next, String reason)
      throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET attempts = attempts + 1, next_due_us = ?, reason = ?" + ONE,
        Micros.of(next),
        OneLine.of(reason),
        destination,
        sequence);
  }

  static void park(LogConnection connection, String destination, long sequence, String reason)
      throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET state = 'parked', attempts = attempts + 1, reason = ?" + ONE,
        OneLine.of(reason),
        destination,
        sequence);
  }

  static void dueNow(LogConnection connection, String destination) throws SQLException {
    update(
        connection,
        "UPDATE deliveries SET next_due_us = 0"
            + " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
            + " AND state = 'pending' AND next_due_us > 0",
        destination);
  }

  static int replay(LogConnection connection, String destination, Replay.One one)
      throws SQLException {
    return makePending(
        connection,
        destination,
        " AND sequence = (SELECT sequence FROM events WHERE id = ?)",
        connection.dialect().id(one.event()));
  }

  /**
   * Some deliveries that were made pending again.
   *
   * @param last sequence of the last of them
   */
  record Page(int count, long last) {}

  /**
   * Makes the first {@link #PAGE} deliveries of a stretch pending again.
   *
   * @param which {@link #PARKED} or {@link #SETTLED}
   * @return null if there are none
   */
  static @Nullable Page replay(
      LogConnection connection, String destination, String which, long from, long to)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT max(sequence) FROM (SELECT sequence FROM deliveries"
                + " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
                + which
                + " ORDER BY sequence LIMIT "
                + PAGE
                + ") AS page");
    select.setString(1, destination);
    select.setLong(2, from);
    select.setLong(3, to);
    long last;
    try (ResultSet row = select.executeQuery()) {
      row.next();
      last = row.getLong(1);
      if (row.wasNull()) {
        return null;
      }
    }
    return new Page(makePending(connection, destination, which, from, last), last);
  }

  private static int makePending(
      LogConnection connection, String destination, String which, Object... parameters)
      throws SQLException {
    Object[] all = new Object[parameters.length + 1];
    all[0] = destination;
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    return update(
        connection,
        "UPDATE deliveries SET state = 'pending', attempts = 0, next_due_us = 0, reason = NULL"
            + " WHERE destination = (SELECT id FROM destinations WHERE name = ?)"
            + which,
        all);
  }

  private static int update(LogConnection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepare(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement.executeUpdate();
  }
}
