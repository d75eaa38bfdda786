package org.gatehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog.EventCount;

/** Counts a camera's events by stretches of time. Stateless. */
final class EventCounts {
  /** In SQLite a bare column beside min() is of the row that has the minimum. */
  static final String SQL =
      "SELECT (time_us - ?1) / ?2 AS stretch, type, count(*), id, min(time_us) FROM events"
          + " WHERE camera = ?3 AND time_us >= ?1 AND time_us < ?4"
          + " GROUP BY stretch, type ORDER BY stretch, type";

  private EventCounts() {}

  static List<EventCount> of(
      LogConnection connection, CameraId camera, Instant from, Instant to, Duration stretch)
      throws SQLException {
    List<EventCount> counts = new ArrayList<>();
    PreparedStatement select = connection.prepare(SQL);
    select.setLong(1, Micros.of(from));
    select.setLong(2, Math.max(1, stretch.toNanos() / 1000));
    select.setString(3, camera.value());
    select.setLong(4, Micros.of(to));
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        counts.add(
            new EventCount(
                rows.getInt(1),
                rows.getString(2),
                rows.getLong(3),
                EventRows.uuid(rows.getBytes(4)),
                Micros.toInstant(rows.getLong(5))));
      }
    }
    return counts;
  }
}
