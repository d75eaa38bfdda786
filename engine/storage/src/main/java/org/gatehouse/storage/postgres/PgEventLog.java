package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.LogDatabase;
import org.gatehouse.storage.sql.RecentEvents;
import org.gatehouse.storage.sql.SqlEventLog;

/**
 * The event log in a PostgreSQL server. The writer's connection holds a lock that no other engine
 * gets while it lives. Thread-safe.
 */
final class PgEventLog implements LogDatabase {
  private final PgServer server;
  private final RecentEvents recent = new RecentEvents();

  PgEventLog(PgServer server) {
    this.server = server;
  }

  /**
   * Opens the log, whose tables are made if there are none.
   *
   * @param lock closed after the log is
   * @throws org.gatehouse.contract.config.ConfigException if the server cannot serve
   */
  static SqlEventLog open(PgServer server, AutoCloseable lock) {
    PgSchema.prepare(server);
    PgEventLog database = new PgEventLog(server);
    try {
      LogConnection writer = database.writer();
      try {
        refuseHalf(server, writer);
        return SqlEventLog.start(database, writer, lock);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw PgErrors.refuse(server, e);
    }
  }

  private static void refuseHalf(PgServer server, LogConnection writer) throws SQLException {
    try (ResultSet row =
        writer.prepare("SELECT name FROM migration WHERE NOT done LIMIT 1").executeQuery()) {
      if (row.next()) {
        throw new ConfigException(
            "%s holds half of what is in %s: run './gatehouse store migrate' again"
                .formatted(server, row.getString(1)));
      }
    }
  }

  @Override
  public RecentEvents recent() {
    return recent;
  }

  @Override
  public LogConnection writer() throws SQLException {
    return new LogConnection(exclusive(server.connect()), PgDialect.INSTANCE, recent);
  }

  /** Makes a connection the only one that changes the log. */
  static Connection exclusive(Connection connection) throws SQLException {
    try {
      takeLock(connection);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void takeLock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtext('gatehouse'), hashtext(current_schema()))");
        ResultSet row = lock.executeQuery()) {
      if (!row.next() || !row.getBoolean(1)) {
        throw new SQLException("another engine writes there", PgErrors.IN_USE);
      }
    }
  }

  @Override
  public LogConnection reader() throws SQLException {
    return reading(server.connect());
  }

  @Override
  public LogConnection patientReader() throws SQLException {
    return reading(server.connectPatiently());
  }

  private LogConnection reading(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    return new LogConnection(connection, PgDialect.INSTANCE, recent);
  }

  @Override
  public boolean lost(SQLException e) {
    return PgErrors.lost(e);
  }

  @Override
  public StorageException explain(SQLException e) {
    return PgErrors.explain(server, e);
  }

  @Override
  public String toString() {
    return server.toString();
  }
}
