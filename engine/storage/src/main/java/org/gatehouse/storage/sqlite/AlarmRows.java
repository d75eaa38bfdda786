package org.gatehouse.storage.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmNote;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.alarm.Withheld;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.storage.sql.Micros;
import org.jspecify.annotations.Nullable;

/** Alarms as rows. Cameras are words with spaces between them, notes are JSON. Pure. */
final class AlarmRows {
  static final String INSERT =
      "INSERT OR REPLACE INTO alarms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlarmRows() {}

  static void fill(PreparedStatement insert, AlarmRecord record) throws SQLException {
    Alarm alarm = record.alarm();
    insert.setLong(1, record.number());
    insert.setString(2, alarm.id());
    insert.setString(3, alarm.kind().name());
    insert.setString(4, alarm.severity().name());
    insert.setString(
        5, alarm.cameras().stream().map(CameraId::value).collect(Collectors.joining(" ")));
    insert.setLong(6, Micros.of(alarm.since()));
    insert.setString(7, alarm.text());
    insert.setString(8, alarm.cause());
    insert.setString(9, record.state().name());
    insert.setBoolean(10, record.active());
    insert.setInt(11, record.times());
    time(insert, 12, record.clearedAt());
    Withheld withheld = record.withheld();
    insert.setString(13, withheld == null ? null : withheld.who());
    time(insert, 14, withheld == null ? null : withheld.since());
    time(insert, 15, withheld == null ? null : withheld.until());
    insert.setString(16, withheld == null ? null : withheld.reason());
    insert.setString(17, record.assignee());
    insert.setString(18, text(record.notes()));
  }

  private static void time(PreparedStatement insert, int index, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      insert.setNull(index, Types.BIGINT);
    } else {
      insert.setLong(index, Micros.of(time));
    }
  }

  /** Null if it is of a kind that is not told any more. */
  static @Nullable AlarmRecord record(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    if (Arrays.stream(Alarm.Kind.values()).noneMatch(known -> known.name().equals(kind))) {
      return null;
    }
    Alarm alarm =
        new Alarm(
            row.getString("id"),
            Alarm.Kind.valueOf(kind),
            Alarm.Severity.valueOf(row.getString("severity")),
            cameras(row.getString("cameras")),
            Micros.toInstant(row.getLong("since_us")),
            row.getString("text"),
            row.getString("cause"));
    return new AlarmRecord(
        row.getLong("number"),
        alarm,
        AlarmState.valueOf(row.getString("state")),
        row.getBoolean("active"),
        row.getInt("times"),
        time(row, "cleared_us"),
        withheld(row),
        row.getString("assignee"),
        notes(row.getString("notes")));
  }

  private static List<CameraId> cameras(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(CameraId::new)
        .toList();
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.toInstant(micros);
  }

  private static @Nullable Withheld withheld(ResultSet row) throws SQLException {
    Instant since = time(row, "withheld_since_us");
    return since == null
        ? null
        : new Withheld(
            row.getString("withheld_by"),
            since,
            time(row, "withheld_until_us"),
            row.getString("withheld_reason"));
  }

  private static String text(List<AlarmNote> notes) {
    ArrayNode all = JSON.createArrayNode();
    for (AlarmNote note : notes) {
      all.addObject()
          .put("at", Micros.of(note.at()))
          .put("who", note.who())
          .put("deed", note.deed().name())
          .put("text", note.text());
    }
    return all.toString();
  }

  private static List<AlarmNote> notes(String text) throws SQLException {
    try {
      List<AlarmNote> notes = new ArrayList<>();
      for (JsonNode note : JSON.readTree(text)) {
        notes.add(
            new AlarmNote(
                Micros.toInstant(note.path("at").asLong()),
                note.path("who").asText(),
                AlarmNote.Deed.valueOf(note.path("deed").asText()),
                note.path("text").asText()));
      }
      return notes;
    } catch (JsonProcessingException e) {
      throw new SQLException("the notes of an alarm are not what was written", e);
    }
  }
}
