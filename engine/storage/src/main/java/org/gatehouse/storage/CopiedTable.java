package org.gatehouse.storage;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.storage.postgres.PgStores;
import org.jspecify.annotations.Nullable;

/**
 * A table that is in both databases, column by column.
 *
 * @param ids columns that SQLite keeps as blobs
 * @param flags columns that SQLite keeps as numbers
 */
record CopiedTable(String name, List<String> columns, Set<String> ids, Set<String> flags) {
  private static final int BATCH = 1000;
  private static final String READS = "reads";

  static CopiedTable of(String name, String... columns) {
    return new CopiedTable(name, List.of(columns), Set.of(), Set.of());
  }

  CopiedTable withIds(String... named) {
    return new CopiedTable(name, columns, Set.of(named), flags);
  }

  CopiedTable withFlags(String... named) {
    return new CopiedTable(name, columns, ids, Set.of(named));
  }

  /** The tables of the event log whose rows go by the sequence of an event. */
  static List<CopiedTable> bySequence() {
    return List.of(
        of("events", "sequence", "id", "site", "camera", "time_us", "type", "data").withIds("id"),
        of("snapshots", "sequence", "name", "sha256", "bytes"),
        of(
            "deliveries",
            "destination",
            "sequence",
            "camera",
            "state",
            "attempts",
            "next_due_us",
            "reason"),
        of(
                READS,
                "sequence",
                "event",
                "passage",
                "camera",
                "time_us",
                "text",
                "folded",
                "corrected",
                "corrected_folded",
                "corrected_by",
                "corrected_us")
            .withIds("event"));
  }

  /**
   * Copies rows.
   *
   * @param condition SQL with these numbers for its question marks
   */
  long copy(Connection from, Connection to, String condition, long... bound) throws SQLException {
    long rows = 0;
    try (PreparedStatement select =
            from.prepareStatement(
                "SELECT " + String.join(", ", columns) + " FROM " + name + condition);
        PreparedStatement insert = to.prepareStatement(insert())) {
      for (int i = 0; i < bound.length; i++) {
        select.setLong(i + 1, bound[i]);
      }
      List<List<@Nullable Object>> batch = new ArrayList<>(BATCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          batch.add(values(row));
          if (batch.size() == BATCH) {
            write(to, insert, batch, rows);
            rows += batch.size();
            batch.clear();
          }
        }
      }
      write(to, insert, batch, rows);
      rows += batch.size();
    }
    return rows;
  }

  /**
   * All at once; if there is something among them that the server does not take, one by one to find
   * it.
   *
   * @param before how many rows were written before these
   */
  private void write(
      Connection to, PreparedStatement insert, List<List<@Nullable Object>> batch, long before)
      throws SQLException {
    Savepoint start = to.setSavepoint();
    try {
      for (List<@Nullable Object> values : batch) {
        bind(insert, values);
        insert.addBatch();
      }
      insert.executeBatch();
      to.releaseSavepoint(start);
    } catch (SQLException e) {
      if (!PgStores.unstorable(e)) {
        throw e;
      }
      to.rollback(start);
      insert.clearBatch();
      oneByOne(insert, batch, before);
    }
  }

  private void oneByOne(PreparedStatement insert, List<List<@Nullable Object>> batch, long before)
      throws SQLException {
    for (int i = 0; i < batch.size(); i++) {
      try {
        bind(insert, batch.get(i));
        insert.executeUpdate();
      } catch (SQLException e) {
        throw PgStores.unstorable(e) ? refused(batch.get(i), before + i, e) : e;
      }
    }
  }

  private RefusedRowException refused(
      List<@Nullable Object> values, long before, SQLException cause) {
    int sequence = columns.indexOf("sequence");
    boolean ofEvent = bySequence().stream().anyMatch(table -> table.name.equals(name));
    if (sequence < 0 || !ofEvent) {
      return new RefusedRowException(
          "row %d of table %s".formatted(before + 1, name),
          "correct it there (SELECT rowid, * FROM %s LIMIT 1 OFFSET %d)".formatted(name, before),
          cause);
    }
    Object number = values.get(sequence);
    StringBuilder delete = new StringBuilder();
    for (String table : List.of("deliveries", "snapshots", READS, "events")) {
      delete.append("DELETE FROM %s WHERE sequence = %s; ".formatted(table, number));
    }
    return new RefusedRowException(
        "event number %s (table %s)".formatted(number, name),
        "delete that event there: sqlite3 events.db '%s'".formatted(delete.toString().strip()),
        cause);
  }

  private String insert() {
    List<String> all = new ArrayList<>(columns);
    if (name.equals(READS)) {
      all.add("grams");
    }
    return "INSERT INTO "
        + name
        + " ("
        + String.join(", ", all)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(all.size(), "?"))
        + ")";
  }

  private static void bind(PreparedStatement insert, List<@Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      insert.setObject(i + 1, values.get(i));
    }
  }

  /** As the server is to have them. */
  private List<@Nullable Object> values(ResultSet row) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (ids.contains(column)) {
        ByteBuffer id = ByteBuffer.wrap(row.getBytes(i + 1));
        values.add(new UUID(id.getLong(), id.getLong()));
      } else if (flags.contains(column)) {
        values.add(row.getBoolean(i + 1));
      } else {
        values.add(row.getObject(i + 1));
      }
    }
    if (name.equals(READS)) {
      List<String> texts = new ArrayList<>(List.of(row.getString("folded")));
      if (row.getString("corrected_folded") != null) {
        texts.add(row.getString("corrected_folded"));
      }
      values.add(PgStores.grams(row.getLong("sequence"), texts));
    }
    return values;
  }

  long count(Connection connection) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM " + name);
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
