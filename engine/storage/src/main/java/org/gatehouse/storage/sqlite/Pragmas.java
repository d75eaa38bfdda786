package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens connections with the settings that durability and speed rest on. */
final class Pragmas {
  /** Files up to this size are checked page by page at every start; it takes about a second. */
  static final long CHECKED_AT_START = 256L << 20;

  private Pragmas() {}

  /** The one connection that changes anything: every commit is on disk when it returns. */
  static Connection writer(Path file) throws SQLException {
    Connection connection = open(file);
    return configured(
        connection,
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        // Pages that are written anyway are written without what was deleted from them.
        "PRAGMA secure_delete = FAST",
        "PRAGMA journal_size_limit = 67108864");
  }

  static Connection reader(Path file) throws SQLException {
    return configured(open(file), "PRAGMA query_only = ON");
  }

  /** One that reads all of it into another file. */
  static Connection copier(Path file) throws SQLException {
    return configured(open(file));
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static Connection configured(Connection connection, String... pragmas)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      for (String pragma : pragmas) {
        statement.execute(pragma);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
