package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
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
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;

/**
 * Lists of vehicles in a file of their own, which an engine and commands may use at the same time.
 * Thread-safe: one connection under a lock, and one for each change that is gathered.
 */
public final class SqliteVehicleLists implements VehicleListStore {
  private static final String ALL =
      """
      SELECT %s, (SELECT count(*) FROM used u
        WHERE u.plate = e.plate AND u.kind = e.kind AND u.since = e.since)
      FROM entry e ORDER BY plate, kind, since"""
          .formatted(ListTables.COLUMNS);
  private static final String OF_PLATE =
      "SELECT " + ListTables.COLUMNS + " FROM entry WHERE plate = ? ORDER BY kind, since";
  private static final String PAGE =
      "SELECT "
          + ListTables.COLUMNS
          + " FROM entry WHERE plate IN (SELECT DISTINCT plate FROM entry WHERE plate > ? ORDER BY"
          + " plate LIMIT ?) ORDER BY plate, kind, since";
  private static final String KEY = " plate = ? AND kind = ? AND since = ?";

  private final Path file;
  private final Connection connection;

  private SqliteVehicleLists(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a file of lists, which is made if there is none.
   *
   * @throws StorageException if it cannot be used
   * @throws org.gatehouse.contract.config.ConfigException if it is of a newer version
   */
  public static SqliteVehicleLists open(Path file) {
    try {
      Connection connection = Pragmas.writer(file);
      try {
        ListTables.prepare(connection, file);
        return new SqliteVehicleLists(file, connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public synchronized long revision() {
    return number("SELECT number FROM revision");
  }

  @Override
  public synchronized long size() {
    return number("SELECT count(*) FROM entry");
  }

  private long number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  /** On a connection of its own, so that passes can be used meanwhile. */
  @Override
  public void read(Consumer<Kept> each) {
    try (Connection reader = Pragmas.reader(file);
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        each.accept(new Kept(ListTables.entry(rows), rows.getInt(9)));
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public synchronized List<ListEntry> of(String plate) {
    List<ListEntry> entries = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OF_PLATE)) {
      select.setString(1, plate);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(ListTables.entry(rows));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public synchronized List<ListEntry> after(String plate, int plates) {
    List<ListEntry> entries = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setString(1, plate);
      select.setInt(2, plates);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(ListTables.entry(rows));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public ListChange change() {
    return SqliteListChange.begin(file);
  }

  @Override
  public synchronized OptionalInt use(ListEntry entry, UUID passage, Instant at) {
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN IMMEDIATE");
      try {
        OptionalInt left = used(entry, passage, at);
        transaction.execute("COMMIT");
        return left;
      } catch (SQLException e) {
        transaction.execute("ROLLBACK");
        throw e;
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  private OptionalInt used(ListEntry entry, UUID passage, Instant at) throws SQLException {
    int given = keyed("SELECT passes FROM entry WHERE" + KEY, entry, "");
    if (given < 0) {
      return OptionalInt.empty();
    }
    if (given == 0) {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
    String counted = "SELECT count(*) FROM used WHERE" + KEY;
    boolean again = keyed(counted + " AND passage = ?", entry, passage.toString()) > 0;
    int used = keyed(counted, entry, "");
    if (!again && used >= given) {
      return OptionalInt.empty();
    }
    if (!again) {
      insert(entry, passage, at);
      used++;
    }
    return OptionalInt.of(Math.max(0, given - used));
  }

  private int keyed(String sql, ListEntry entry, String passage) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      ListTables.bindKey(select, entry);
      if (!passage.isEmpty()) {
        select.setString(4, passage);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : -1;
      }
    }
  }

  private void insert(ListEntry entry, UUID passage, Instant at) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO used VALUES (?, ?, ?, ?, ?)")) {
      ListTables.bindKey(insert, entry);
      insert.setString(4, passage.toString());
      insert.setLong(5, at.getEpochSecond());
      insert.executeUpdate();
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }
}
