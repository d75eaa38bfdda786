package org.gatehouse.storage;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.storage.postgres.PgStores;

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
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          bind(insert, row);
          insert.addBatch();
          rows++;
          if (rows % BATCH == 0) {
            insert.executeBatch();
          }
        }
      }
      insert.executeBatch();
    }
    return rows;
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

  private void bind(PreparedStatement insert, ResultSet row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (ids.contains(column)) {
        ByteBuffer id = ByteBuffer.wrap(row.getBytes(i + 1));
        insert.setObject(i + 1, new UUID(id.getLong(), id.getLong()));
      } else if (flags.contains(column)) {
        insert.setBoolean(i + 1, row.getBoolean(i + 1));
      } else {
        insert.setObject(i + 1, row.getObject(i + 1));
      }
    }
    if (name.equals(READS)) {
      List<String> texts = new ArrayList<>(List.of(row.getString("folded")));
      if (row.getString("corrected_folded") != null) {
        texts.add(row.getString("corrected_folded"));
      }
      insert.setObject(columns.size() + 1, PgStores.grams(row.getLong("sequence"), texts));
    }
  }

  long count(Connection connection) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM " + name);
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
