package org.gatehouse.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange.Counts;
import org.gatehouse.contract.list.ListEntry;

/**
 * What is done to lists of vehicles, in a transaction of the caller's. Entries that are to be put
 * in wait in a table {@code fresh} of the connection, plates whose others are to go in {@code
 * gone}. Stateless.
 */
public final class ListSteps {
  /** All entries with the passes that are used of each. */
  public static final String ALL =
      """
      SELECT %s, (SELECT count(*) FROM used u
        WHERE u.plate = e.plate AND u.kind = e.kind AND u.since = e.since)
      FROM entry e ORDER BY plate, kind, since"""
          .formatted(ListRows.COLUMNS);

  private static final String OF_PLATE =
      "SELECT " + ListRows.COLUMNS + " FROM entry WHERE plate = ? ORDER BY kind, since";
  private static final String PAGE =
      "SELECT "
          + ListRows.COLUMNS
          + " FROM entry WHERE plate IN (SELECT DISTINCT plate FROM entry WHERE plate > ? ORDER BY"
          + " plate LIMIT ?) ORDER BY plate, kind, since";
  private static final String KEY = " plate = ? AND kind = ? AND since = ?";
  private static final String SAME_KEY =
      " e.plate = n.plate AND e.kind = n.kind AND e.since = n.since";
  private static final String SAME_REST =
      " AND e.until = n.until AND e.lanes = n.lanes AND e.schedule = n.schedule"
          + " AND e.owner IS NOT DISTINCT FROM n.owner AND e.passes = n.passes";
  private static final String NOT_PUT = " NOT EXISTS (SELECT 1 FROM fresh n WHERE" + SAME_KEY + ")";
  private static final String CLEARED = " e.plate IN (SELECT plate FROM gone) AND" + NOT_PUT;
  private static final String DIFFERENT =
      " FROM fresh n WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE" + SAME_KEY + SAME_REST + ")";

  private ListSteps() {}

  /** The first number of a query's first row; 0 without one. */
  public static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** All entries of a plate. */
  public static List<ListEntry> of(Connection connection, String plate) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_PLATE)) {
      select.setString(1, plate);
      return entries(select);
    }
  }

  /** All entries of the first plates behind one. */
  public static List<ListEntry> after(Connection connection, String plate, int plates)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setString(1, plate);
      select.setInt(2, plates);
      return entries(select);
    }
  }

  private static List<ListEntry> entries(PreparedStatement select) throws SQLException {
    List<ListEntry> entries = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        entries.add(ListRows.entry(rows));
      }
    }
    return entries;
  }

  /** Entries of that plate that are not put are removed by {@link #apply}. */
  public static void clear(Connection connection, String plate) throws SQLException {
    try (PreparedStatement gone =
        connection.prepareStatement("INSERT INTO gone VALUES (?) ON CONFLICT DO NOTHING")) {
      gone.setString(1, plate);
      gone.executeUpdate();
    }
  }

  /** What {@link #apply} would do. */
  public static Counts counts(Connection connection, boolean whole) throws SQLException {
    long put = count(connection, "SELECT count(*) FROM fresh");
    long known = count(connection, "SELECT count(*) FROM fresh n JOIN entry e ON" + SAME_KEY);
    long same =
        count(connection, "SELECT count(*) FROM fresh n JOIN entry e ON" + SAME_KEY + SAME_REST);
    long kept = count(connection, "SELECT count(*) FROM entry");
    long others = kept - known;
    long removed =
        whole ? others : count(connection, "SELECT count(*) FROM entry e WHERE" + CLEARED);
    return new Counts(put - known, known - same, removed, same + others - removed);
  }

  /** Tells of all entries that would be new or changed. */
  public static void fresh(Connection connection, Consumer<ListEntry> each) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(10_000);
      try (ResultSet rows = statement.executeQuery("SELECT " + ListRows.COLUMNS + DIFFERENT)) {
        while (rows.next()) {
          each.accept(ListRows.entry(rows));
        }
      }
    }
  }

  /** Puts the entries in the place of others. */
  public static Counts apply(Connection connection, boolean whole) throws SQLException {
    Counts counts = counts(connection, whole);
    try (Statement statement = connection.createStatement()) {
      if (counts.removed() > 0) {
        statement.execute("DELETE FROM entry AS e WHERE" + (whole ? NOT_PUT : CLEARED));
        statement.execute(
            "DELETE FROM used WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.plate = used.plate"
                + " AND e.kind = used.kind AND e.since = used.since)");
      }
      statement.execute(
          "INSERT INTO entry SELECT "
              + ListRows.COLUMNS
              + DIFFERENT
              + " ON CONFLICT (plate, kind, since) DO UPDATE SET until = excluded.until,"
              + " lanes = excluded.lanes, schedule = excluded.schedule, owner = excluded.owner,"
              + " passes = excluded.passes");
      if (counts.added() + counts.changed() + counts.removed() > 0) {
        statement.execute("UPDATE revision SET number = number + 1");
      }
    }
    return counts;
  }

  /** Uses a visitor's pass for one passage, and tells how many are left. */
  public static OptionalInt use(Connection connection, ListEntry entry, UUID passage, Instant at)
      throws SQLException {
    int given = keyed(connection, "SELECT passes FROM entry WHERE" + KEY, entry, "");
    if (given < 0) {
      return OptionalInt.empty();
    }
    if (given == 0) {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
    String counted = "SELECT count(*) FROM used WHERE" + KEY;
    boolean again = keyed(connection, counted + " AND passage = ?", entry, passage.toString()) > 0;
    int used = keyed(connection, counted, entry, "");
    if (!again && used >= given) {
      return OptionalInt.empty();
    }
    if (!again) {
      insert(connection, entry, passage, at);
      used++;
    }
    return OptionalInt.of(Math.max(0, given - used));
  }

  private static int keyed(Connection connection, String sql, ListEntry entry, String passage)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      ListRows.bindKey(select, entry);
      if (!passage.isEmpty()) {
        select.setString(4, passage);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : -1;
      }
    }
  }

  private static void insert(Connection connection, ListEntry entry, UUID passage, Instant at)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO used VALUES (?, ?, ?, ?, ?)")) {
      ListRows.bindKey(insert, entry);
      insert.setString(4, passage.toString());
      insert.setLong(5, at.getEpochSecond());
      insert.executeUpdate();
    }
  }
}
