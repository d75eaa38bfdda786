package org.gatehouse.storage.sql;

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
public final class EventCounts {
  private EventCounts() {}

  /** What {@link #of} asks. */
  public static String sql(Dialect dialect) {
    return "SELECT (time_us - ?) / ? AS stretch, type, count(*), "
        + dialect.earliestId()
        + ", min(time_us) FROM events"
        + " WHERE camera = ? AND time_us >= ? AND time_us < ?"
        + " GROUP BY stretch, type ORDER BY stretch, type";
  }

  static List<EventCount> of(
      LogConnection connection, CameraId camera, Instant from, Instant to, Duration stretch)
      throws SQLException {
    List<EventCount> counts = new ArrayList<>();
    PreparedStatement select = connection.prepare(sql(connection.dialect()));
    select.setLong(1, Micros.of(from));
    select.setLong(2, Math.max(1, stretch.toNanos() / 1000));
    select.setString(3, camera.value());
    select.setLong(4, Micros.of(from));
    select.setLong(5, Micros.of(to));
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        counts.add(
            new EventCount(
                rows.getInt(1),
                rows.getString(2),
                rows.getLong(3),
                connection.dialect().id(rows, 4),
                Micros.toInstant(rows.getLong(5))));
      }
    }
    return counts;
  }
}
