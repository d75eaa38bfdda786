package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;

/**
 * Entries gathered in a temporary table of one connection: until they are applied the file is only
 * read, so that passes can be used meanwhile. Used by one thread.
 */
final class SqliteListChange implements ListChange {
  private static final int BATCH = 1000;
  private static final String SAME_KEY =
      " e.plate = n.plate AND e.kind = n.kind AND e.since = n.since";
  private static final String SAME_REST =
      " AND e.until = n.until AND e.lanes = n.lanes AND e.schedule = n.schedule"
          + " AND e.owner IS n.owner AND e.passes = n.passes";

  private static final String NOT_PUT = " NOT EXISTS (SELECT 1 FROM fresh n WHERE" + SAME_KEY + ")";
  private static final String CLEARED = " e.plate IN (SELECT plate FROM gone) AND" + NOT_PUT;

  private final Path file;
  private final Connection connection;
  private final PreparedStatement insert;
  private int waiting;

  private SqliteListChange(Path file, Connection connection, PreparedStatement insert) {
    this.file = file;
    this.connection = connection;
    this.insert = insert;
  }

  static SqliteListChange begin(Path file) {
    try {
      Connection connection = Pragmas.writer(file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 30000");
        statement.execute("PRAGMA temp_store = FILE");
        statement.execute(
            "CREATE TEMP TABLE fresh (plate TEXT NOT NULL, kind INTEGER NOT NULL, since INTEGER NOT"
                + " NULL, until INTEGER NOT NULL, lanes TEXT NOT NULL, schedule TEXT NOT NULL,"
                + " owner TEXT, passes INTEGER NOT NULL, PRIMARY KEY (plate, kind, since))"
                + " WITHOUT ROWID");
        statement.execute("CREATE TEMP TABLE gone (plate TEXT PRIMARY KEY) WITHOUT ROWID");
        statement.execute("BEGIN");
        return new SqliteListChange(
            file,
            connection,
            connection.prepareStatement(
                "INSERT OR IGNORE INTO fresh VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public boolean put(ListEntry entry) {
    try {
      ListTables.bind(insert, entry);
      boolean fresh = insert.executeUpdate() > 0;
      waiting++;
      if (waiting == BATCH) {
        waiting = 0;
        restart();
      }
      return fresh;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  /** Nobody else sees the temporary table; a new transaction keeps its journal small. */
  private void restart() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("COMMIT");
      statement.execute("BEGIN");
    }
  }

  @Override
  public void clear(String plate) {
    try (PreparedStatement gone =
        connection.prepareStatement("INSERT OR IGNORE INTO gone VALUES (?)")) {
      gone.setString(1, plate);
      gone.executeUpdate();
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public Counts counts(boolean whole) {
    try {
      long put = count("SELECT count(*) FROM fresh");
      long known = count("SELECT count(*) FROM fresh n JOIN entry e ON" + SAME_KEY);
      long same = count("SELECT count(*) FROM fresh n JOIN entry e ON" + SAME_KEY + SAME_REST);
      long kept = count("SELECT count(*) FROM entry");
      long others = kept - known;
      long removed = whole ? others : count("SELECT count(*) FROM entry e WHERE" + CLEARED);
      return new Counts(put - known, known - same, removed, same + others - removed);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public void fresh(Consumer<ListEntry> each) {
    String sql =
        "SELECT "
            + ListTables.COLUMNS
            + " FROM fresh n WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE"
            + SAME_KEY
            + SAME_REST
            + ")";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        each.accept(ListTables.entry(rows));
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public Counts apply(boolean whole) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("COMMIT");
      statement.execute("BEGIN IMMEDIATE");
      Counts counts = counts(whole);
      if (counts.removed() > 0) {
        statement.execute("DELETE FROM entry AS e WHERE" + (whole ? NOT_PUT : CLEARED));
        statement.execute(
            "DELETE FROM used WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.plate = used.plate"
                + " AND e.kind = used.kind AND e.since = used.since)");
      }
      statement.execute(
          "INSERT OR REPLACE INTO entry SELECT "
              + ListTables.COLUMNS
              + " FROM fresh n WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE"
              + SAME_KEY
              + SAME_REST
              + ")");
      if (counts.added() + counts.changed() + counts.removed() > 0) {
        statement.execute("UPDATE revision SET number = number + 1");
      }
      statement.execute("COMMIT");
      return counts;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  /** What was not committed is undone by that. */
  @Override
  public void close() {
    try {
      insert.close();
      connection.close();
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }
}
