package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.storage.sql.ListRows;
import org.gatehouse.storage.sql.ListSteps;

/**
 * Entries gathered in a temporary table of one connection: until they are applied the file is only
 * read, so that passes can be used meanwhile. Used by one thread.
 */
final class SqliteListChange implements ListChange {
  /**
   * The keys of a sheet come in no order: what its table has no room for is read again and again.
   */
  private static final int KIBIBYTES = 64 * 1024;

  private final Path file;
  private final Connection connection;
  private final PreparedStatement insert;

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
        statement.execute("PRAGMA temp.cache_size = -" + KIBIBYTES);
        // Nothing is ever rolled back in it: who does not apply a change closes its connection.
        statement.execute("PRAGMA temp.journal_mode = OFF");
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
      ListRows.bind(insert, entry);
      return insert.executeUpdate() > 0;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public void clear(String plate) {
    try {
      ListSteps.clear(connection, plate);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public Counts counts(boolean whole) {
    try {
      return ListSteps.counts(connection, whole);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public void fresh(Consumer<ListEntry> each) {
    try {
      ListSteps.fresh(connection, each);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public Counts apply(boolean whole) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("COMMIT");
      statement.execute("BEGIN IMMEDIATE");
      Counts counts = ListSteps.apply(connection, whole);
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
