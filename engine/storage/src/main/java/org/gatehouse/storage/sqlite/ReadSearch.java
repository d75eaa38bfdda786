package org.gatehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.Micros;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.ReadRows;

/**
 * Looks for reads: by the index of three characters in a row where the pattern has them, else
 * through the reads of the time named. Newest first by the sequence, which both the index and the
 * table are in the order of, so that no result is sorted. Stateless.
 */
final class ReadSearch {
  private ReadSearch() {}

  static List<StoredRead> of(LogConnection connection, PlateQuery query) throws SQLException {
    ReadHours.Span span = ReadHours.span(connection, query);
    if (span == null) {
      return List.of();
    }
    Statement statement = statement(query, span);
    List<StoredRead> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(statement.sql);
    for (int i = 0; i < statement.values.size(); i++) {
      select.setObject(i + 1, statement.values.get(i));
    }
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(ReadRows.read(connection, rows));
      }
    }
    return found;
  }

  /** SQL and what stands for its question marks. */
  private record Statement(String sql, List<Object> values) {}

  private static Statement statement(PlateQuery query, ReadHours.Span span) {
    PlatePattern pattern = query.pattern();
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT " + ReadRows.COLUMNS + " FROM ");
    String key;
    if (pattern != null && pattern.isSelective()) {
      // CROSS JOIN keeps SQLite from turning the two round.
      sql.append("reads_index i CROSS JOIN reads r ON r.sequence = i.rowid");
      sql.append(" WHERE i.words MATCH ? AND ");
      values.add(phrases(pattern));
      key = "i.rowid";
    } else {
      sql.append("reads r WHERE ");
      key = "r.sequence";
    }
    sql.append(key).append(" BETWEEN ? AND ?");
    values.add(span.first());
    values.add(span.last());
    between(query, sql, values);
    if (pattern != null) {
      sql.append(
          pattern.lookAlikes()
              ? " AND (r.folded GLOB ? OR r.corrected_folded GLOB ?)"
              : " AND (r.text GLOB ? OR r.corrected GLOB ?)");
      values.add(pattern.compared());
      values.add(pattern.compared());
    }
    if (query.camera() != null) {
      sql.append(" AND r.camera = ?");
      values.add(query.camera().value());
    }
    sql.append(" ORDER BY ").append(key).append(" DESC LIMIT ?");
    values.add(query.limit());
    return new Statement(sql.toString(), values);
  }

  private static void between(PlateQuery query, StringBuilder sql, List<Object> values) {
    if (query.from() != null) {
      sql.append(" AND r.time_us >= ?");
      values.add(Micros.of(query.from()));
    }
    if (query.to() != null) {
      sql.append(" AND r.time_us < ?");
      values.add(Micros.of(query.to()));
    }
  }

  private static String phrases(PlatePattern pattern) {
    return pattern.indexed().stream()
        .map(run -> '"' + run + '"')
        .collect(Collectors.joining(" AND "));
  }
}
