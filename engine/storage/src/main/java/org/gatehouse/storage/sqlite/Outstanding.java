package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.storage.EventLog.Backlog;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.jspecify.annotations.Nullable;

/** Reads what is owed to a destination. Stateless. */
final class Outstanding {
  /**
   * The first pending delivery of each camera. SQLite has no skip scan over a partial index of its
   * own, so the recursion jumps from one camera's first entry to the next camera's: the cost grows
   * with the cameras, not with the backlog.
   */
  private static final String HEADS =
      """
      WITH RECURSIVE
        target(id) AS (SELECT id FROM destinations WHERE name = ?1),
        cameras(camera) AS (
          SELECT min(d.camera) FROM deliveries d
          WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
          UNION ALL
          SELECT (SELECT min(d.camera) FROM deliveries d
                  WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
                    AND d.camera > cameras.camera)
          FROM cameras WHERE cameras.camera IS NOT NULL),
        heads(sequence) AS (
          SELECT (SELECT min(d.sequence) FROM deliveries d
                  WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
                    AND d.camera = cameras.camera)
          FROM cameras WHERE cameras.camera IS NOT NULL)
      """;

  static final String DUE =
      HEADS
          + "SELECT "
          + EventRows.COLUMNS
          + """
            , p.attempts FROM heads h
            JOIN deliveries p
              ON p.destination = (SELECT id FROM target) AND p.sequence = h.sequence
            JOIN events e ON e.sequence = h.sequence
            WHERE p.next_due_us <= ?2 ORDER BY h.sequence LIMIT ?3
            """;

  private static final String NEXT =
      HEADS
          + """
            SELECT min(p.next_due_us) FROM heads h
            JOIN deliveries p
              ON p.destination = (SELECT id FROM target) AND p.sequence = h.sequence
            """;

  private static final String BACKLOG =
      """
      SELECT
        (SELECT count(*) FROM deliveries WHERE destination = t.id AND state = 'pending'),
        (SELECT count(*) FROM deliveries WHERE destination = t.id AND state = 'parked'),
        t.delivered,
        (SELECT e.time_us FROM events e WHERE e.sequence =
          (SELECT min(sequence) FROM deliveries WHERE destination = t.id AND state = 'pending'))
      FROM destinations t WHERE t.name = ?
      """;

  private static final int ATTEMPTS = 8;

  private Outstanding() {}

  static List<PendingDelivery> due(
      Connection connection, String destination, Instant now, int limit) throws SQLException {
    List<PendingDelivery> due = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DUE);
        PreparedStatement snapshots = EventRows.snapshotsOf(connection)) {
      select.setString(1, destination);
      select.setLong(2, Micros.of(now));
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(new PendingDelivery(EventRows.read(rows, snapshots), rows.getInt(ATTEMPTS)));
        }
      }
    }
    return due;
  }

  static @Nullable Instant nextDue(Connection connection, String destination) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      select.setString(1, destination);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return nullableTime(row, 1);
      }
    }
  }

  static Backlog backlog(Connection connection, String destination) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BACKLOG)) {
      select.setString(1, destination);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return new Backlog(0, 0, 0, null);
        }
        return new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), nullableTime(row, 4));
      }
    }
  }

  private static @Nullable Instant nullableTime(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.toInstant(micros);
  }
}
