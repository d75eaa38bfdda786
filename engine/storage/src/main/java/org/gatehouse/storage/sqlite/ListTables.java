package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;

/** The tables of {@code lists.sql}. Stateless. */
final class ListTables {
  static final int VERSION = 1;

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

  private ListTables() {}

  /** Creates the tables of a new file, or checks the version of those that there are. */
  static void prepare(Connection connection, Path file) throws SQLException {
    int version = Schema.version(connection);
    if (version > VERSION) {
      throw new ConfigException(
          "lists "
              + file
              + " were written by a newer Gatehouse (schema "
              + version
              + ", this one knows "
              + VERSION
              + "): run that version, or name another folder under 'data:'");
    }
    if (version == 0) {
      create(connection);
    }
  }

  private static void create(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String[] statements() {
    try (InputStream in = ListTables.class.getResourceAsStream("lists.sql")) {
      if (in == null) {
        throw new IllegalStateException("lists.sql is missing from the jar");
      }
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return COMMENT.matcher(sql).replaceAll("").strip().split(";\\s*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StorageException failed(Path file, SQLException e) {
    return new StorageException(
        "the lists in "
            + file
            + " cannot be used right now: "
            + e.getMessage()
            + "; they are as they were before",
        e);
  }
}
