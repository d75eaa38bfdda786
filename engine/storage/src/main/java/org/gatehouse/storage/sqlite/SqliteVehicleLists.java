package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.sql.ListRows;
import org.gatehouse.storage.sql.ListSteps;

/**
 * Lists of vehicles in a file of their own, which an engine and commands may use at the same time.
 * Thread-safe: one connection under a lock, and one for each change that is gathered.
 */
public final class SqliteVehicleLists implements VehicleListStore {
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
    try {
      return ListSteps.count(connection, sql);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  /** On a connection of its own, so that passes can be used meanwhile. */
  @Override
  public void read(Consumer<Kept> each) {
    try (Connection reader = Pragmas.reader(file);
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(ListSteps.ALL)) {
      while (rows.next()) {
        each.accept(new Kept(ListRows.entry(rows), rows.getInt(9)));
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public synchronized List<ListEntry> of(String plate) {
    try {
      return ListSteps.of(connection, plate);
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
    }
  }

  @Override
  public synchronized List<ListEntry> after(String plate, int plates) {
    try {
      return ListSteps.after(connection, plate, plates);
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
        OptionalInt left = ListSteps.use(connection, entry, passage, at);
        transaction.execute("COMMIT");
        return left;
      } catch (SQLException | RuntimeException | Error e) {
        SmallDatabase.rollback(transaction, e);
        throw e;
      }
    } catch (SQLException e) {
      throw ListTables.failed(file, e);
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
