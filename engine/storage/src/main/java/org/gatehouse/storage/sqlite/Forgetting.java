package org.gatehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;

/** Deletes old events with all that refers to them. Runs inside the writer's transaction. */
final class Forgetting {
  private static final List<String> TABLES = List.of("deliveries", "snapshots", "events");

  private Forgetting() {}

  static int before(Connection connection, Instant time, List<Hold> keep, int most)
      throws SQLException {
    List<Long> old = old(connection, time, keep, most);
    for (String table : TABLES) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE sequence = ?")) {
        for (long sequence : old) {
          delete.setLong(1, sequence);
          delete.addBatch();
        }
        delete.executeBatch();
      }
    }
    for (long sequence : old) {
      ReadRows.forget(connection, sequence);
    }
    return old.size();
  }

  private static List<Long> old(Connection connection, Instant time, List<Hold> keep, int most)
      throws SQLException {
    List<Long> old = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, camera, time_us FROM events WHERE time_us < ? ORDER BY time_us")) {
      select.setLong(1, Micros.of(time));
      try (ResultSet rows = select.executeQuery()) {
        while (old.size() < most && rows.next()) {
          CameraId camera = new CameraId(rows.getString(2));
          Instant at = Micros.toInstant(rows.getLong(3));
          if (keep.stream().noneMatch(hold -> hold.covers(camera, at))) {
            old.add(rows.getLong(1));
          }
        }
      }
    }
    return old;
  }
}
