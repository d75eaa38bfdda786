package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

/**
 * Finds old events, and deletes events with all that refers to them. Deleting runs inside the
 * writer's transaction, and others wait for it. Stateless.
 */
final class Forgetting {
  private static final List<String> TABLES = List.of("deliveries", "snapshots", "events");
  private static final int PAGE = 1000;

  /** Skips from one type to the next: they are few, however many events there are. */
  private static final String TYPES =
      """
      WITH RECURSIVE types(type) AS (
        SELECT min(e.type) FROM events e
        UNION ALL
        SELECT (SELECT min(e.type) FROM events e WHERE e.type > types.type)
        FROM types WHERE types.type IS NOT NULL)
      SELECT type FROM types WHERE type IS NOT NULL
      """;

  /** Events that are deleted before the time is looked at. */
  private static final int FEW = 10;

  private Forgetting() {}

  /**
   * Sequences of events that are older, type by type: what is kept for longer is not gone through
   * to find the rest.
   */
  static List<Long> old(
      LogConnection connection, Instant time, EventTypes types, List<Hold> keep, int most)
      throws SQLException {
    List<Long> old = new ArrayList<>();
    for (String type : types.others() ? present(connection, types) : types.named()) {
      old(connection, type, new Search(time, keep, most), old);
    }
    return old;
  }

  private static List<String> present(LogConnection connection, EventTypes wanted)
      throws SQLException {
    List<String> types = new ArrayList<>();
    try (ResultSet rows = connection.prepare(TYPES).executeQuery()) {
      while (rows.next()) {
        String type = rows.getString(1);
        if (wanted.include(type)) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private record Search(Instant time, List<Hold> keep, int most) {
    boolean wants(CameraId camera, Instant at) {
      return keep.stream().noneMatch(hold -> hold.covers(camera, at));
    }
  }

  /** Page by page, each beginning after the last row of the one before. */
  private static void old(LogConnection connection, String type, Search search, List<Long> found)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT sequence, camera, time_us FROM events WHERE type = ?"
                + " AND (time_us, sequence) > (?, ?) AND time_us < ?"
                + " ORDER BY time_us, sequence LIMIT ?");
    long time = Long.MIN_VALUE;
    long sequence = Long.MIN_VALUE;
    int rows = PAGE;
    while (rows == PAGE && found.size() < search.most) {
      select.setString(1, type);
      select.setLong(2, time);
      select.setLong(3, sequence);
      select.setLong(4, Micros.of(search.time));
      select.setInt(5, PAGE);
      rows = 0;
      try (ResultSet row = select.executeQuery()) {
        while (found.size() < search.most && row.next()) {
          rows++;
          sequence = row.getLong(1);
          time = row.getLong(3);
          CameraId camera = new CameraId(row.getString(2));
          if (search.wants(camera, Micros.toInstant(time))) {
            found.add(sequence);
          }
        }
      }
    }
  }

  /** Sequences of events by their ids. */
  static List<Long> these(LogConnection connection, Collection<UUID> ids) throws SQLException {
    List<Long> found = new ArrayList<>();
    PreparedStatement select = connection.prepare("SELECT sequence FROM events WHERE id = ?");
    for (UUID id : ids) {
      select.setObject(1, connection.dialect().id(id));
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          found.add(row.getLong(1));
        }
      }
    }
    return found;
  }

  /**
   * What was done in one turn.
   *
   * @param tried how many events, from the first on
   */
  record Turn(int tried, Deleted deleted) {}

  /** Deletes these events, or the first of them if that takes longer; some may be gone already. */
  static Turn delete(LogConnection connection, List<Long> events, Duration longest)
      throws SQLException {
    Map<String, Long> undelivered = new TreeMap<>();
    long began = System.nanoTime();
    int deleted = 0;
    int tried = 0;
    while (tried < events.size() && (tried == 0 || System.nanoTime() - began < longest.toNanos())) {
      List<Long> few = events.subList(tried, Math.min(events.size(), tried + FEW));
      count(connection, few, undelivered);
      deleted += delete(connection, few);
      tried += few.size();
    }
    return new Turn(tried, new Deleted(deleted, undelivered));
  }

  private static int delete(LogConnection connection, List<Long> events) throws SQLException {
    int deleted = 0;
    for (String table : TABLES) {
      PreparedStatement delete = connection.prepare("DELETE FROM " + table + " WHERE sequence = ?");
      // What a failure left in it must not go with the next.
      delete.clearBatch();
      for (long sequence : events) {
        delete.setLong(1, sequence);
        delete.addBatch();
      }
      deleted = 0;
      for (int rows : delete.executeBatch()) {
        deleted += rows;
      }
    }
    for (long sequence : events) {
      connection.dialect().deleteRead(connection, sequence);
    }
    return deleted;
  }

  /** Adds what is still owed of them. */
  private static void count(
      LogConnection connection, List<Long> events, Map<String, Long> undelivered)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT t.name FROM deliveries d JOIN destinations t ON t.id = d.destination"
                + " WHERE d.sequence = ? AND d.state <> 'delivered'");
    for (long sequence : events) {
      select.setLong(1, sequence);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          undelivered.merge(rows.getString(1), 1L, Long::sum);
        }
      }
    }
  }
}
