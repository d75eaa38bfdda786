package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.sql.SmallStore;
import org.gatehouse.storage.sql.Work;
import org.jspecify.annotations.Nullable;

/**
 * A small store in a file of its own, for its owner only, that commands may use beside the engine:
 * one connection, and each piece of work is one transaction that keeps other processes out.
 * Thread-safe.
 */
final class SmallDatabase implements SmallStore {
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\n");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");

  private final String what;
  private final Path file;
  private final Connection connection;

  private SmallDatabase(String what, Path file, Connection connection) {
    this.what = what;
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens or creates it.
   *
   * @param what it is, for messages
   * @param schema the file with its first tables; what version 2 adds is in one with {@code -2} in
   *     its name, and so on
   * @param version of those tables
   * @throws ConfigException if it is damaged, of another version, or cannot be written
   */
  static SmallDatabase open(String what, Path file, String schema, int version) {
    return open(what, file, database -> database.prepare(schema, version));
  }

  /** Brings the tables of an older file to that version: all of it, or nothing. */
  static void upgrade(String what, Path file, String schema, int version) {
    open(what, file, database -> database.bring(schema, version)).close();
  }

  private static SmallDatabase open(String what, Path file, Consumer<SmallDatabase> prepare) {
    try {
      makePrivate(file);
      SmallDatabase database = new SmallDatabase(what, file, Pragmas.writer(file));
      try {
        prepare.accept(database);
        return database;
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      StorageException explained = SqliteErrors.explain(what, file, e);
      throw new ConfigException(String.valueOf(explained.getMessage()), e);
    } catch (IOException e) {
      throw new ConfigException(
          what + " " + file + " cannot be created (" + e + "): let this user write there", e);
    }
  }

  /** One that comes back from a backup may be open to others. */
  private static void makePrivate(Path file) throws IOException {
    Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
    if (!Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
    } else if (!Files.getPosixFilePermissions(file).equals(ours)) {
      Files.setPosixFilePermissions(file, ours);
    }
  }

  private void prepare(String schema, int version) {
    int found =
        change(
            connection -> {
              int before = Schema.version(connection);
              if (before == 0) {
                bring(connection, schema, 0, version);
              }
              return before;
            });
    if (found > 0 && found < version) {
      throw new ConfigException(
          "%s %s is of an older Gatehouse (version %d, this one needs %d): run './gatehouse upgrade --config FILE' once; it keeps a copy of what it changes"
              .formatted(what, file, found, version));
    }
    if (found > version) {
      throw new ConfigException(
          "%s %s was written by a newer Gatehouse (version %d, this one knows %d): run that one"
              .formatted(what, file, found, version));
    }
  }

  private void bring(String schema, int version) {
    change(
        connection -> {
          int before = Schema.version(connection);
          bring(connection, schema, before, version);
          return before;
        });
  }

  private static void bring(Connection connection, String schema, int from, int to)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int step = from + 1; step <= to; step++) {
        String file = step == 1 ? schema : schema.replace(".sql", "-" + step + ".sql");
        for (String sql : BLANK_LINES.split(text(file).strip(), -1)) {
          statement.execute(sql);
        }
        statement.execute("PRAGMA user_version = " + step);
      }
    }
  }

  private static String text(String schema) {
    try (InputStream in = SmallDatabase.class.getResourceAsStream(schema)) {
      if (in == null) {
        throw new IllegalStateException(schema + " is missing from the jar");
      }
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return COMMENT.matcher(all).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized <T extends @Nullable Object> T change(Work<T> work) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        T result = work.run(connection);
        statement.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteErrors.explain(what, file, e);
    }
  }

  /**
   * Undoes what failed. SQLite may have done so by itself, as after a commit on a full disk; what
   * it says then must not hide why.
   */
  static void rollback(Statement transaction, Throwable failure) {
    try {
      transaction.execute("ROLLBACK");
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public synchronized <T extends @Nullable Object> T read(Work<T> work) {
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw SqliteErrors.explain(what, file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqliteErrors.explain(what, file, e);
    }
  }
}
