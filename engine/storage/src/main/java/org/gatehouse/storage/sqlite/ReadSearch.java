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
import org.gatehouse.storage.sql.Pieces;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.ReadRows;

/**
 * Looks for reads: by the index of pieces where the pattern has any, else through the reads of the
 * time named. Newest first by the sequence, which both the index and the table are in the order of,
 * so that no result is sorted. Stateless.
 */
final class ReadSearch {
  /** By the index that holds what is compared: the row is fetched of what is found only. */
  private static final String READS = "reads r INDEXED BY reads_by_sequence";

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
  record Statement(String sql, List<Object> values) {}

  static Statement statement(PlateQuery query, ReadHours.Span span) {
    PlatePattern pattern = query.pattern();
    List<String> pieces = pattern == null ? List.of() : Pieces.of(pattern);
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT " + ReadRows.COLUMNS + " FROM ");
    String key;
    if (pieces.isEmpty()) {
      sql.append(READS).append(" WHERE ");
      key = "r.sequence";
    } else {
      // CROSS JOIN keeps SQLite from turning the two round.
      sql.append("reads_index i CROSS JOIN ").append(READS).append(" ON r.sequence = i.rowid");
      sql.append(" WHERE i.reads_index MATCH ? AND ");
      values.add(matched(pieces));
      key = "i.rowid";
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

  private static String matched(List<String> pieces) {
    return pieces.stream().map(piece -> '"' + piece + '"').collect(Collectors.joining(" AND "));
  }
}
