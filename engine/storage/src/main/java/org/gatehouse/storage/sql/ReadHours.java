package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;
import org.jspecify.annotations.Nullable;

/**
 * Between which sequences the reads of each hour are: a search for a time looks at those only, and
 * no index of times is needed. Spans only grow. Stateless.
 */
public final class ReadHours {
  private static final long HOUR = TimeUnit.HOURS.toMicros(1);

  private ReadHours() {}

  /** Makes the span of the read's hour hold it. */
  public static void note(LogConnection connection, StoredRead read) throws SQLException {
    PreparedStatement upsert =
        connection.prepare(
            "INSERT INTO read_hours (hour, first, last) VALUES (?, ?, ?) ON CONFLICT (hour)"
                + " DO UPDATE SET"
                + " first = CASE WHEN excluded.first < read_hours.first"
                + " THEN excluded.first ELSE read_hours.first END,"
                + " last = CASE WHEN excluded.last > read_hours.last"
                + " THEN excluded.last ELSE read_hours.last END"
                + " WHERE excluded.first < read_hours.first OR excluded.last > read_hours.last");
    upsert.setLong(1, hour(read.time()));
    upsert.setLong(2, read.sequence());
    upsert.setLong(3, read.sequence());
    upsert.executeUpdate();
  }

  private static long hour(Instant time) {
    return Math.floorDiv(Micros.of(time), HOUR);
  }

  /** Between which sequences all is that a query may find; null if that is nothing. */
  public static @Nullable Span span(LogConnection connection, PlateQuery query)
      throws SQLException {
    PreparedStatement select =
        connection.prepare(
            "SELECT min(first), max(last) FROM read_hours WHERE hour >= ? AND hour <= ?");
    select.setLong(1, query.from() == null ? Long.MIN_VALUE : hour(query.from()));
    select.setLong(2, query.to() == null ? Long.MAX_VALUE : hour(query.to()));
    try (ResultSet row = select.executeQuery()) {
      if (!row.next() || row.getObject(1) == null) {
        return null;
      }
      long last = Math.min(row.getLong(2), query.before() - 1);
      return row.getLong(1) > last ? null : new Span(row.getLong(1), last);
    }
  }

  /** Sequences, both ends included. */
  public record Span(long first, long last) {}
}
