package org.gatehouse.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/** Events to rows and back. Stateless. */
public final class EventRows {
  /** The columns that {@link #read} wants, of {@code events e}. */
  static final String COLUMNS = "e.sequence, e.id, e.site, e.camera, e.time_us, e.type, e.data";

  /** No event has this sequence. */
  static final long KNOWN = 0;

  /** Rows to look at in one go where some were left out: mostly there are more of them. */
  private static final int BEHIND_UNREADABLE = 500;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private EventRows() {}

  /**
   * Inserts the event and its snapshots; returns its sequence, or {@link #KNOWN} if an event of its
   * id is there already.
   */
  public static long insert(LogConnection connection, Event event) throws SQLException {
    long sequence;
    PreparedStatement insert =
        connection.prepare(
            "INSERT INTO events (id, site, camera, time_us, type, data)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING sequence");
    insert.setObject(1, connection.dialect().id(event.id()));
    insert.setString(2, event.site());
    insert.setString(3, event.camera().value());
    insert.setLong(4, Micros.of(event.time()));
    insert.setString(5, event.detail().type());
    insert.setString(6, json(event));
    try (ResultSet row = insert.executeQuery()) {
      if (!row.next()) {
        return KNOWN;
      }
      sequence = row.getLong(1);
    }
    insertSnapshots(connection, sequence, event.snapshots());
    return sequence;
  }

  static @Nullable StoredEvent find(LogConnection connection, UUID id) throws SQLException {
    PreparedStatement select =
        connection.prepare("SELECT " + COLUMNS + " FROM events e WHERE e.id = ?");
    select.setObject(1, connection.dialect().id(id));
    List<StoredEvent> found = readAll(connection, select);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Ids of a camera's events of a stretch of time, both ends included. */
  static Set<UUID> ids(LogConnection connection, CameraId camera, Instant from, Instant to)
      throws SQLException {
    Set<UUID> ids = new HashSet<>();
    PreparedStatement select =
        connection.prepare("SELECT id FROM events WHERE camera = ? AND time_us BETWEEN ? AND ?");
    select.setString(1, camera.value());
    select.setLong(2, Micros.of(from));
    select.setLong(3, Micros.of(to));
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(connection.dialect().id(rows, 1));
      }
    }
    return ids;
  }

  static List<StoredEvent> between(
      LogConnection connection, CameraId camera, EventLog.Place after, Instant to, int limit)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT "
                + COLUMNS
                + " FROM events e WHERE e.camera = ? AND (e.time_us, e.sequence) > (?, ?)"
                + " AND e.time_us <= ? ORDER BY e.time_us, e.sequence LIMIT ?");
    select.setString(1, camera.value());
    select.setLong(2, Micros.of(after.time()));
    select.setLong(3, after.sequence());
    select.setLong(4, Micros.of(to));
    select.setInt(5, limit);
    return readAll(connection, select);
  }

  /**
   * Ids of all events of passages at which one of those was read, or of which somebody said so.
   * Those that say so come last: by them the others are found, also when a part was deleted before.
   */
  static List<UUID> ofPlate(LogConnection connection, Set<String> texts) throws SQLException {
    String these = " IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")";
    PreparedStatement select =
        connection.prepare(
            "WITH said AS MATERIALIZED (SELECT event AS id, passage FROM reads WHERE text"
                + these
                + " OR corrected"
                + these
                + " UNION ALL SELECT s.id, s.data ->> 'passageId' FROM events s"
                + " WHERE s.type LIKE 'org.gatehouse.passage.%' AND s.data -> 'plate' ->> 'text'"
                + these
                + ") SELECT e.id"
                + " FROM events e WHERE e.type LIKE 'org.gatehouse.passage.%' AND ("
                + "e.id IN (SELECT id FROM said) OR e.data ->> 'passageId'"
                + " IN (SELECT passage FROM said WHERE passage <> ''))"
                + " ORDER BY e.id IN (SELECT id FROM said), e.sequence");
    int at = 0;
    for (int i = 0; i < 3; i++) {
      for (String text : texts) {
        select.setString(++at, text);
      }
    }
    List<UUID> ids = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(connection.dialect().id(rows, 1));
      }
    }
    return ids;
  }

  /**
   * As {@link EventLog#ofType}.
   *
   * @param unreadable told of events that are left out
   */
  static List<StoredEvent> ofType(
      LogConnection connection,
      String type,
      EventLog.Place after,
      Instant before,
      int limit,
      UnreadableRows unreadable)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT "
                + COLUMNS
                + " FROM events e WHERE e.type = ? AND (e.time_us, e.sequence) > (?, ?)"
                + " AND e.time_us < ? ORDER BY e.time_us, e.sequence LIMIT ?");
    return page(
        connection,
        select,
        new Row(Micros.of(after.time()), after.sequence()),
        (last, rows) -> {
          select.setString(1, type);
          select.setLong(2, last.time);
          select.setLong(3, last.sequence);
          select.setLong(4, Micros.of(before));
          select.setInt(5, rows);
        },
        limit,
        unreadable);
  }

  /**
   * A page of the log. It is full unless there is no more, whatever is left out of it.
   *
   * @param condition SQL on {@code e.sequence} with one parameter, and the order
   * @param unreadable told of events that are left out
   */
  static List<StoredEvent> page(
      LogConnection connection,
      String condition,
      long sequence,
      int limit,
      UnreadableRows unreadable)
      throws SQLException {
    PreparedStatement select =
        connection.prepare("SELECT " + COLUMNS + " FROM events e WHERE " + condition + " LIMIT ?");
    return page(
        connection,
        select,
        new Row(0, sequence),
        (last, rows) -> {
          select.setLong(1, last.sequence);
          select.setInt(2, rows);
        },
        limit,
        unreadable);
  }

  /** Where a row is; time in microseconds since 1970. */
  private record Row(long time, long sequence) {}

  /** Binds a question for so many rows behind one. */
  private interface Question {
    void bind(Row last, int rows) throws SQLException;
  }

  private static List<StoredEvent> page(
      LogConnection connection,
      PreparedStatement select,
      Row behind,
      Question question,
      int limit,
      UnreadableRows unreadable)
      throws SQLException {
    List<StoredEvent> page = new ArrayList<>();
    Row last = behind;
    int wanted = limit;
    boolean more = true;
    while (more && page.size() < limit) {
      question.bind(last, wanted);
      int found = 0;
      try (ResultSet rows = select.executeQuery()) {
        while (page.size() < limit && rows.next()) {
          found++;
          last = new Row(rows.getLong(5), rows.getLong(1));
          try {
            page.add(read(connection, rows));
          } catch (UnreadableEventException e) {
            unreadable.leaveOut(e);
          }
        }
      }
      more = found == wanted;
      wanted = BEHIND_UNREADABLE;
    }
    return page;
  }

  /** The event of a row that begins with {@link #COLUMNS}. */
  static StoredEvent read(LogConnection connection, ResultSet row) throws SQLException {
    long sequence = row.getLong(1);
    StoredEvent known = connection.recent().get(sequence);
    return known == null ? parse(connection, row, sequence) : known;
  }

  private static StoredEvent parse(LogConnection connection, ResultSet row, long sequence)
      throws SQLException {
    try {
      Event event =
          new Event(
              connection.dialect().id(row, 2),
              row.getString(3),
              new CameraId(row.getString(4)),
              Micros.toInstant(row.getLong(5)),
              EventFields.parse(row.getString(6), tree(row.getString(7))),
              snapshots(connection, sequence));
      return new StoredEvent(sequence, event);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableEventException(sequence, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<StoredEvent> readAll(LogConnection connection, PreparedStatement select)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        events.add(read(connection, rows));
      }
    }
    return events;
  }

  private static void insertSnapshots(
      LogConnection connection, long sequence, List<Snapshot> snapshots) throws SQLException {
    PreparedStatement insert =
        connection.prepare(
            "INSERT INTO snapshots (sequence, name, sha256, bytes) VALUES (?, ?, ?, ?)");
    for (Snapshot snapshot : snapshots) {
      insert.setLong(1, sequence);
      insert.setString(2, snapshot.name());
      insert.setString(3, snapshot.sha256());
      insert.setLong(4, snapshot.bytes());
      insert.executeUpdate();
    }
  }

  private static List<Snapshot> snapshots(LogConnection connection, long sequence)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT name, sha256, bytes FROM snapshots WHERE sequence = ? ORDER BY name");
    select.setLong(1, sequence);
    List<Snapshot> snapshots = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        snapshots.add(new Snapshot(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return List.copyOf(snapshots);
  }

  private static String json(Event event) {
    try {
      return JSON.writeValueAsString(EventFields.data(event));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("event " + event.id() + " cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> tree(String json) {
    try {
      return JSON.readValue(json, TREE);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its data is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
