package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;

/** Brings a database file to the tables that this version knows. */
final class Schema {
  /** Kept in {@code PRAGMA user_version}. */
  static final int VERSION = 7;

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

  private Schema() {}

  /**
   * Creates the tables of a new file, or checks those of an existing one.
   *
   * @throws ConfigException if the file is damaged or of another version
   */
  static void prepare(Connection connection, Path file, long bytes) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new ConfigException(
          "event log "
              + file
              + " was written by a newer Gatehouse (schema "
              + version
              + ", this one knows "
              + VERSION
              + "): run that version, or name another folder under 'data:'");
    }
    if (version > 0 && version < VERSION) {
      throw new ConfigException(
          "event log "
              + file
              + " is of an older Gatehouse (schema "
              + version
              + ", this one needs "
              + VERSION
              + "): run './gatehouse upgrade --config FILE' once; it keeps a copy of what it"
              + " changes");
    }
    if (version == 0) {
      upgrade(connection);
    } else if (bytes <= Pragmas.CHECKED_AT_START) {
      check(connection, file);
    }
  }

  /** Brings the tables to this version, from none or an older one: all of it, or nothing. */
  static void upgrade(Connection connection) throws SQLException {
    steps(connection, version(connection) + 1, VERSION);
  }

  /** The version of the tables; 0 if there are none. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  /** Takes the steps that lead to versions {@code from} to {@code to}, in one transaction. */
  static void steps(Connection connection, int from, int to) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (int version = from; version <= to; version++) {
        for (String sql : statements(version == 1 ? "schema.sql" : "upgrade-" + version + ".sql")) {
          statement.execute(sql);
        }
        statement.execute("PRAGMA user_version = " + version);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void check(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = row.getString(1);
      if (!verdict.equals("ok")) {
        throw new ConfigException(
            SqliteErrors.damaged(file, verdict.replaceAll("\\s+", " ").strip()));
      }
    }
  }

  private static String[] statements(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the jar");
      }
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return COMMENT.matcher(sql).replaceAll("").strip().split(";\\s*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
