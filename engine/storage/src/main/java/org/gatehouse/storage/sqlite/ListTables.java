package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** How entries of lists stand in the tables of {@code lists.sql}. Pure but for the schema. */
final class ListTables {
  static final int VERSION = 1;

  /** The columns of an entry, in the order in which they are bound and read. */
  static final String COLUMNS = "plate, kind, since, until, lanes, schedule, owner, passes";

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

  static void bind(PreparedStatement to, ListEntry entry) throws SQLException {
    bindKey(to, entry);
    to.setLong(4, second(entry.until(), Long.MAX_VALUE));
    to.setString(5, entry.laneText());
    to.setString(6, entry.scheduleText());
    to.setString(7, entry.owner());
    to.setInt(8, entry.passes());
  }

  /** Plate, kind and beginning. */
  static void bindKey(PreparedStatement to, ListEntry entry) throws SQLException {
    to.setString(1, entry.plate());
    to.setInt(2, entry.kind().code());
    to.setLong(3, second(entry.from(), Long.MIN_VALUE));
  }

  static ListEntry entry(ResultSet row) throws SQLException {
    return new ListEntry(
        row.getString(1),
        ListKind.of(row.getInt(2)),
        instant(row.getLong(3), Long.MIN_VALUE),
        instant(row.getLong(4), Long.MAX_VALUE),
        Set.copyOf(parts(row.getString(5), " ")),
        parts(row.getString(6), "; "),
        row.getString(7),
        row.getInt(8));
  }

  private static List<String> parts(String text, String between) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(Pattern.quote(between), -1));
  }

  private static long second(@Nullable Instant time, long none) {
    return time == null ? none : time.getEpochSecond();
  }

  private static @Nullable Instant instant(long second, long none) {
    return second == none ? null : Instant.ofEpochSecond(second);
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
