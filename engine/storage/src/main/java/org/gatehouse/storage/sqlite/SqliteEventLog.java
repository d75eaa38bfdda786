package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.LogDatabase;
import org.gatehouse.storage.sql.RecentEvents;
import org.gatehouse.storage.sql.SqlEventLog;

/**
 * The event log in one SQLite file: write-ahead log, flushed at every commit (synchronous=FULL).
 * Thread-safe.
 */
public final class SqliteEventLog implements LogDatabase {
  private final Path file;
  private final RecentEvents recent = new RecentEvents();

  SqliteEventLog(Path file) {
    this.file = file;
  }

  /**
   * Opens or creates the file.
   *
   * @param lock closed after the log is
   * @throws ConfigException if the file is damaged, of a newer version, or cannot be written
   */
  public static SqlEventLog open(Path file, AutoCloseable lock) {
    SqliteEventLog database = new SqliteEventLog(file);
    try {
      Connection connection = Pragmas.writer(file);
      try {
        Schema.prepare(connection, file, size(file));
        return SqlEventLog.start(database, database.changing(connection), lock);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      StorageException explained = SqliteErrors.explain(file, e);
      String message = String.valueOf(explained.getMessage());
      throw new ConfigException(message, e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private LogConnection changing(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return new LogConnection(connection, SqliteDialect.INSTANCE, recent);
  }

  @Override
  public RecentEvents recent() {
    return recent;
  }

  @Override
  public LogConnection writer() throws SQLException {
    return changing(Pragmas.writer(file));
  }

  @Override
  public LogConnection reader() throws SQLException {
    return new LogConnection(Pragmas.reader(file), SqliteDialect.INSTANCE, recent);
  }

  /** A file's readers wait for as long as it takes. */
  @Override
  public LogConnection patientReader() throws SQLException {
    return reader();
  }

  /** A file does not go away. */
  @Override
  public boolean lost(SQLException e) {
    return false;
  }

  @Override
  public StorageException explain(SQLException e) {
    return SqliteErrors.explain(file, e);
  }

  @Override
  public String toString() {
    return "event log " + file;
  }
}
