package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog.Backlog;
import org.gatehouse.contract.storage.EventLog.Delivery;
import org.gatehouse.contract.storage.EventLog.DeliveryState;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.gatehouse.contract.storage.EventLog.Unsent;
import org.jspecify.annotations.Nullable;

/** Reads what is owed to a destination. Stateless. */
public final class Outstanding {
  /**
   * The first pending delivery of each camera. No database here skips over a partial index by
   * itself, so the recursion jumps from one camera's first entry to the next camera's: the cost
   * grows with the cameras, not with the backlog.
   */
  private static final String HEADS =
      """
      WITH RECURSIVE
        target(id) AS (SELECT id FROM destinations WHERE name = ?),
        cameras(camera) AS (
          SELECT min(d.camera) FROM deliveries d
          WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
          UNION ALL
          SELECT (SELECT min(d.camera) FROM deliveries d
                  WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
                    AND d.camera > cameras.camera)
          FROM cameras WHERE cameras.camera IS NOT NULL),
        heads(sequence) AS (
          SELECT (SELECT min(d.sequence) FROM deliveries d%1$s
                  WHERE d.destination = (SELECT id FROM target) AND d.state = 'pending'
                    AND d.camera = cameras.camera)
          FROM cameras WHERE cameras.camera IS NOT NULL
            AND cameras.camera NOT IN (%2$s))
      """;

  private static final String DUE =
      HEADS
          + "SELECT "
          + EventRows.COLUMNS
          + """
            , p.attempts FROM heads h
            JOIN deliveries p
              ON p.destination = (SELECT id FROM target) AND p.sequence = h.sequence
            JOIN events e ON e.sequence = h.sequence
            WHERE p.next_due_us <= ? ORDER BY h.sequence LIMIT ?
            """;

  private static final String NEXT =
      "SELECT "
          + EventRows.COLUMNS
          + """
            , p.attempts, p.next_due_us FROM deliveries p%1$s
            JOIN events e ON e.sequence = p.sequence
            WHERE p.destination = (SELECT id FROM destinations WHERE name = ?)
              AND p.camera = ? AND p.state = 'pending'
            ORDER BY p.sequence LIMIT 1
            """;

  private static final String NEXT_DUE =
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
  private static final int DUE_AT = 9;

  private Outstanding() {}

  /** What {@link #due(LogConnection, String, Instant, int, Set)} asks. */
  public static String due(Dialect dialect) {
    return said(DUE, dialect);
  }

  /** What {@link #next(LogConnection, String, CameraId, Instant)} asks. */
  public static String next(Dialect dialect) {
    return said(NEXT, dialect);
  }

  /** What {@link #nextDue(LogConnection, String)} asks. */
  public static String nextDue(Dialect dialect) {
    return said(NEXT_DUE, dialect);
  }

  private static String said(String sql, Dialect dialect) {
    return sql.formatted(dialect.byCamera(), dialect.texts());
  }

  static List<PendingDelivery> due(
      LogConnection connection, String destination, Instant now, int limit, Set<CameraId> except)
      throws SQLException {
    List<PendingDelivery> due = new ArrayList<>();
    PreparedStatement select = connection.prepare(due(connection.dialect()));
    select.setString(1, destination);
    select.setString(2, json(except));
    select.setLong(3, Micros.of(now));
    select.setInt(4, limit);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        due.add(new PendingDelivery(EventRows.read(connection, rows), rows.getInt(ATTEMPTS)));
      }
    }
    return due;
  }

  /** Ids of cameras need no escaping. */
  private static String json(Set<CameraId> cameras) {
    return cameras.stream()
        .map(camera -> '"' + camera.value() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  static @Nullable PendingDelivery next(
      LogConnection connection, String destination, CameraId camera, Instant now)
      throws SQLException {
    PreparedStatement select = connection.prepare(next(connection.dialect()));
    select.setString(1, destination);
    select.setString(2, camera.value());
    try (ResultSet row = select.executeQuery()) {
      return row.next() && row.getLong(DUE_AT) <= Micros.of(now)
          ? new PendingDelivery(EventRows.read(connection, row), row.getInt(ATTEMPTS))
          : null;
    }
  }

  static @Nullable Instant nextDue(LogConnection connection, String destination)
      throws SQLException {
    PreparedStatement select = connection.prepare(nextDue(connection.dialect()));
    select.setString(1, destination);
    select.setString(2, "[]");
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return nullableTime(row, 1);
    }
  }

  static List<Unsent> unsent(
      LogConnection connection, String destination, boolean parked, long after, int limit)
      throws SQLException {
    List<Unsent> found = new ArrayList<>();
    // The states are told as texts, so that the partial indexes can serve.
    PreparedStatement select =
        connection.prepare(
            "SELECT d.sequence, e.id, d.attempts, d.next_due_us, d.reason FROM deliveries d"
                + " JOIN events e ON e.sequence = d.sequence"
                + " WHERE d.destination = (SELECT id FROM destinations WHERE name = ?)"
                + " AND d.state = "
                + (parked ? "'parked'" : "'pending'")
                + " AND d.sequence > ? ORDER BY d.sequence LIMIT ?");
    select.setString(1, destination);
    select.setLong(2, after);
    select.setInt(3, limit);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Unsent(
                rows.getLong(1),
                connection.dialect().id(rows, 2),
                rows.getInt(3),
                parked ? null : Micros.toInstant(rows.getLong(4)),
                rows.getString(5)));
      }
    }
    return found;
  }

  /** All that an event is, or was, owed to. */
  static List<Delivery> of(LogConnection connection, long sequence) throws SQLException {
    List<Delivery> found = new ArrayList<>();
    PreparedStatement select =
        connection.prepare(
            "SELECT t.name, d.state, d.attempts, d.next_due_us, d.reason FROM deliveries d"
                + " JOIN destinations t ON t.id = d.destination"
                + " WHERE d.sequence = ? ORDER BY t.name");
    select.setLong(1, sequence);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        DeliveryState state = DeliveryState.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
        found.add(
            new Delivery(
                rows.getString(1),
                state,
                rows.getInt(3),
                state == DeliveryState.PENDING ? Micros.toInstant(rows.getLong(4)) : null,
                rows.getString(5)));
      }
    }
    return found;
  }

  static Backlog backlog(LogConnection connection, String destination) throws SQLException {
    PreparedStatement select = connection.prepare(BACKLOG);
    select.setString(1, destination);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return new Backlog(0, 0, 0, null);
      }
      return new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), nullableTime(row, 4));
    }
  }

  private static @Nullable Instant nullableTime(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.toInstant(micros);
  }
}
