package org.gatehouse.storage.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.Micros;
import org.gatehouse.storage.sql.Pieces;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.ReadRows;

/**
 * Looks for reads, latest first: by pieces where the pattern has any, part by part of the log until
 * there are enough; else through the reads of the time named. Stateless.
 */
final class PgReadSearch {
  /** Rare plates are sought in so many parts at once. */
  private static final int MOST_PARTS = 16;

  private PgReadSearch() {}

  static List<StoredRead> of(LogConnection connection, PlateQuery query) throws SQLException {
    ReadHours.Span span = ReadHours.span(connection, query);
    if (span == null) {
      return List.of();
    }
    List<String> pieces = query.pattern() == null ? List.of() : Pieces.of(query.pattern());
    return pieces.isEmpty()
        ? inOrder(connection, query, span)
        : byPieces(connection, query, pieces, span);
  }

  private static List<StoredRead> byPieces(
      LogConnection connection, PlateQuery query, List<String> pieces, ReadHours.Span span)
      throws SQLException {
    List<StoredRead> found = new ArrayList<>();
    long first = Grams.part(span.first());
    long part = Grams.part(span.last());
    int most = 1;
    while (part >= first && found.size() < query.limit()) {
      int parts = (int) Math.min(most, Long.highestOneBit(part - first + 1));
      // A sum keeps the index of sequences out of the choice: this one finds fewer rows.
      Where where = new Where("r.sequence + 0");
      where.add(
          String.join(" OR ", Collections.nCopies(parts, "r.grams @> ?")),
          grams(pieces, part, parts));
      where.narrow(query, span);
      found.addAll(where.rows(connection, query.limit() - found.size()));
      part -= parts;
      most = Math.min(MOST_PARTS, most * 2);
    }
    return found;
  }

  private static Object[] grams(List<String> pieces, long last, int parts) {
    Object[] all = new Object[parts];
    for (int i = 0; i < parts; i++) {
      all[i] = Grams.of(last - i, pieces);
    }
    return all;
  }

  private static List<StoredRead> inOrder(
      LogConnection connection, PlateQuery query, ReadHours.Span span) throws SQLException {
    Where where = new Where("r.sequence");
    where.narrow(query, span);
    return where.rows(connection, query.limit());
  }

  /** Conditions with their values. */
  private static final class Where {
    private final String sequence;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Where(String sequence) {
      this.sequence = sequence;
    }

    void add(String condition, Object... bound) {
      conditions.add("(" + condition + ")");
      Collections.addAll(values, bound);
    }

    void narrow(PlateQuery query, ReadHours.Span span) {
      add(sequence + " BETWEEN ? AND ?", span.first(), span.last());
      if (query.from() != null) {
        add("r.time_us >= ?", Micros.of(query.from()));
      }
      if (query.to() != null) {
        add("r.time_us < ?", Micros.of(query.to()));
      }
      if (query.camera() != null) {
        add("r.camera = ?", query.camera().value());
      }
      PlatePattern pattern = query.pattern();
      if (pattern != null) {
        // No plate has the two characters that LIKE takes for others.
        String like = pattern.compared().replace('*', '%').replace('?', '_');
        add(
            pattern.lookAlikes()
                ? "r.folded LIKE ? OR r.corrected_folded LIKE ?"
                : "r.text LIKE ? OR r.corrected LIKE ?",
            like,
            like);
      }
    }

    List<StoredRead> rows(LogConnection connection, int limit) throws SQLException {
      PreparedStatement select =
          connection.prepare(
              "SELECT "
                  + ReadRows.COLUMNS
                  + " FROM reads r WHERE "
                  + String.join(" AND ", conditions)
                  + " ORDER BY "
                  + sequence
                  + " DESC LIMIT ?");
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      select.setInt(values.size() + 1, limit);
      List<StoredRead> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(ReadRows.read(connection, rows));
        }
      }
      return found;
    }
  }
}
