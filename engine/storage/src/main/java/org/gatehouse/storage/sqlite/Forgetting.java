package org.gatehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog.Deleted;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.Hold;

/** Deletes old events with all that refers to them. Runs inside the writer's transaction. */
final class Forgetting {
  private static final List<String> TABLES = List.of("deliveries", "snapshots", "events");

  private Forgetting() {}

  static Deleted before(
      LogConnection connection, Instant time, EventTypes types, List<Hold> keep, int most)
      throws SQLException {
    List<Long> old = old(connection, time, types, keep, most);
    Map<String, Long> undelivered = undelivered(connection, old);
    delete(connection, old);
    return new Deleted(old.size(), undelivered);
  }

  /** Events by their ids. */
  static int these(LogConnection connection, Collection<UUID> ids) throws SQLException {
    List<Long> found = new ArrayList<>();
    PreparedStatement select = connection.prepare("SELECT sequence FROM events WHERE id = ?");
    for (UUID id : ids) {
      select.setBytes(1, EventRows.bytes(id));
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          found.add(row.getLong(1));
        }
      }
    }
    delete(connection, found);
    return found.size();
  }

  private static void delete(LogConnection connection, List<Long> old) throws SQLException {
    for (String table : TABLES) {
      PreparedStatement delete = connection.prepare("DELETE FROM " + table + " WHERE sequence = ?");
      // What a failure left in it must not go with the next.
      delete.clearBatch();
      for (long sequence : old) {
        delete.setLong(1, sequence);
        delete.addBatch();
      }
      delete.executeBatch();
    }
    for (long sequence : old) {
      ReadRows.forget(connection, sequence);
    }
  }

  private static Map<String, Long> undelivered(LogConnection connection, List<Long> events)
      throws SQLException {
    Map<String, Long> byDestination = new TreeMap<>();
    PreparedStatement select =
        connection.prepare(
            "SELECT t.name FROM deliveries d JOIN destinations t ON t.id = d.destination"
                + " WHERE d.sequence = ? AND d.state <> 'delivered'");
    for (long sequence : events) {
      select.setLong(1, sequence);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byDestination.merge(rows.getString(1), 1L, Long::sum);
        }
      }
    }
    return byDestination;
  }

  private static List<Long> old(
      LogConnection connection, Instant time, EventTypes types, List<Hold> keep, int most)
      throws SQLException {
    List<Long> old = new ArrayList<>();
    PreparedStatement select =
        connection.prepare(
            "SELECT sequence, camera, time_us, type FROM events WHERE time_us < ? ORDER BY"
                + " time_us");
    select.setLong(1, Micros.of(time));
    try (ResultSet rows = select.executeQuery()) {
      while (old.size() < most && rows.next()) {
        CameraId camera = new CameraId(rows.getString(2));
        Instant at = Micros.toInstant(rows.getLong(3));
        if (types.include(rows.getString(4))
            && keep.stream().noneMatch(hold -> hold.covers(camera, at))) {
          old.add(rows.getLong(1));
        }
      }
    }
    return old;
  }
}
