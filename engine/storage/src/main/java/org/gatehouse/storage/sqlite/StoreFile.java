package org.gatehouse.storage.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;

/** The file of one of the small stores, which others may be using. Stateless. */
public final class StoreFile {
  private StoreFile() {}

  /** The version of the audit log in that file. */
  public static StoreVersion audit(Path file) {
    return version("audit log", file, SqliteAuditStore.VERSION);
  }

  /** The version of the store of users in that file. */
  public static StoreVersion accounts(Path file) {
    return version("store of users", file, SqliteAccountStore.VERSION);
  }

  /** The version of the lists of vehicles in that file. */
  public static StoreVersion lists(Path file) {
    return version("lists", file, ListTables.VERSION);
  }

  /** The version of the store of gates in that file. */
  public static StoreVersion gates(Path file) {
    return version("store of gates", file, SqliteGateStore.VERSION);
  }

  /** The version of the store of alarms in that file. */
  public static StoreVersion alarms(Path file) {
    return version("store of alarms", file, SqliteAlarmStore.VERSION);
  }

  /**
   * The sequence before the oldest row of the audit log in that file.
   *
   * @throws org.gatehouse.contract.storage.StorageException if it cannot be read
   */
  public static long auditBegin(Path file) {
    try (Connection connection = Pragmas.reader(file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sequence FROM chain_begin")) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw SqliteErrors.explain("audit log", file, e);
    }
  }

  /** A connection that only reads the file, whatever store it is. */
  public static Connection read(Path file) throws SQLException {
    return Pragmas.reader(file);
  }

  private static StoreVersion version(String what, Path file, int known) {
    return new StoreVersion(String.valueOf(file.getFileName()), found(what, file), known);
  }

  private static int found(String what, Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Connection connection = Pragmas.reader(file)) {
      return Schema.version(connection);
    } catch (SQLException e) {
      throw SqliteErrors.explain(what, file, e);
    }
  }

  /** Writes a copy as of one moment; it is on disk when this returns. */
  public static void copy(Path file, Path target) {
    new EventLogFile(file).copy(target);
  }
}
