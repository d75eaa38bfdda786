package org.gatehouse.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.gatehouse.contract.storage.StoreMigration;
import org.gatehouse.contract.storage.UnstorableException;
import org.gatehouse.storage.filesystem.FolderLock;
import org.gatehouse.storage.postgres.PgStores;
import org.gatehouse.storage.sqlite.EventLogFile;
import org.gatehouse.storage.sqlite.StoreFile;

/**
 * Copies SQLite files into a server: the event log in blocks of sequences, each other file in one
 * transaction. What is committed is noted in the same transaction, so that another run goes on from
 * there. Used once.
 */
final class ToServer implements StoreMigration {
  /** Sequences that are copied in one transaction. */
  private static final long BLOCK = 20_000;

  private static final CopiedTable DESTINATIONS =
      CopiedTable.of("destinations", "id", "name", "active", "delivered");
  private static final CopiedTable HOURS = CopiedTable.of("read_hours", "hour", "first", "last");

  private final Path folder;
  private final PgStores server;
  private final List<Count> counts = new ArrayList<>();

  ToServer(Path folder, PgStores server) {
    this.folder = folder;
    this.server = server;
  }

  @Override
  public List<Count> run(BiConsumer<String, Double> progress) {
    checkFiles();
    try (FolderLock _ = FolderLock.take(folder);
        Connection to = server.exclusive()) {
      begin(to);
      for (CopiedFile file : CopiedFile.small()) {
        progress.accept(file.name(), 0.0);
        small(file, to);
      }
      events(to, progress);
      return counts;
    } catch (RefusedRowException e) {
      throw new UnstorableException(
          "the migration stopped: %s; it is %s of the files in %s. Nothing is lost: copy the files, %s, and run './gatehouse store migrate' again, which goes on from there"
              .formatted(
                  server.explain(e.refusal()).getMessage(), e.getMessage(), folder, e.advice()),
          e.refusal());
    } catch (SQLException e) {
      throw server.explain(e);
    }
  }

  private void checkFiles() {
    EventLogFile events = new EventLogFile(folder.resolve(LocalStorageProvider.EVENTS));
    if (events.version() == 0) {
      throw new ConfigException("there is no " + events.file() + ": nothing is to be migrated");
    }
    check(new StoreVersion(LocalStorageProvider.EVENTS, events.version(), EventLogFile.KNOWN));
    for (CopiedFile file : CopiedFile.small()) {
      check(file.version().apply(folder.resolve(file.name())));
    }
  }

  private void check(StoreVersion version) {
    if (version.newer() || version.older()) {
      throw new ConfigException(
          "%s is of version %d, expected %d: run './gatehouse upgrade' without 'storage:' first"
              .formatted(folder.resolve(version.store()), version.found(), version.known()));
    }
  }

  private void begin(Connection to) throws SQLException {
    if (number(to, "SELECT count(*) FROM migration") > 0) {
      if (number(to, "SELECT count(*) FROM migration WHERE NOT done") == 0) {
        throw new ConfigException(
            server + ": the files were migrated there already; nothing was changed");
      }
      return;
    }
    for (String table : List.of("events", "entry", "accounts", "tokens", "audit")) {
      if (number(to, "SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1) t") > 0) {
        throw new ConfigException(
            "%s holds data of its own (table %s): nothing was changed; name another 'schema'"
                .formatted(server, table));
      }
    }
    for (CopiedFile file : CopiedFile.small()) {
      note(to, file.name(), 0, false);
    }
    note(to, LocalStorageProvider.EVENTS, 0, false);
    to.commit();
  }

  private static void note(Connection to, String name, long upto, boolean done)
      throws SQLException {
    try (PreparedStatement note =
        to.prepareStatement(
            "INSERT INTO migration (name, upto, done) VALUES (?, ?, ?) ON CONFLICT (name)"
                + " DO UPDATE SET upto = excluded.upto, done = excluded.done")) {
      note.setString(1, name);
      note.setLong(2, upto);
      note.setBoolean(3, done);
      note.executeUpdate();
    }
  }

  /** Its tables as a whole. */
  private void small(CopiedFile file, Connection to) throws SQLException {
    Path path = folder.resolve(file.name());
    if (!Files.exists(path)) {
      note(to, file.name(), 0, true);
      to.commit();
      return;
    }
    try (Connection from = StoreFile.read(path)) {
      if (number(to, "SELECT upto FROM migration WHERE name = '" + file.name() + "'") == 0) {
        for (CopiedTable table : file.tables()) {
          copyWhole(table, from, to);
        }
        note(to, file.name(), 1, true);
        to.commit();
      }
      for (CopiedTable table : file.tables()) {
        count(table, from, to);
      }
    }
  }

  private static void copyWhole(CopiedTable table, Connection from, Connection to)
      throws SQLException {
    try (PreparedStatement clear = to.prepareStatement("DELETE FROM " + table.name())) {
      clear.executeUpdate();
    }
    table.copy(from, to, "");
  }

  private void events(Connection to, BiConsumer<String, Double> progress) throws SQLException {
    String name = LocalStorageProvider.EVENTS;
    try (Connection from = StoreFile.read(folder.resolve(name))) {
      long last = number(from, "SELECT coalesce(max(sequence), 0) FROM events");
      long upto = number(to, "SELECT upto FROM migration WHERE name = '" + name + "'");
      if (upto == 0) {
        copyWhole(DESTINATIONS, from, to);
      }
      while (upto < last) {
        long end = Math.min(last, upto + BLOCK);
        for (CopiedTable table : CopiedTable.bySequence()) {
          table.copy(from, to, " WHERE sequence > ? AND sequence <= ?", upto, end);
        }
        note(to, name, end, false);
        to.commit();
        upto = end;
        progress.accept(name, (double) upto / last);
      }
      copyWhole(HOURS, from, to);
      goOn(to, "events", "sequence", number(from, sequenceOf("events")));
      goOn(to, "destinations", "id", number(from, "SELECT max(id) FROM destinations"));
      count(DESTINATIONS, from, to);
      for (CopiedTable table : CopiedTable.bySequence()) {
        count(table, from, to);
      }
      note(to, name, last, counts.stream().allMatch(Count::same));
      to.commit();
    }
    try (PreparedStatement analyze = to.prepareStatement("ANALYZE")) {
      analyze.execute();
    }
    to.commit();
  }

  /** What was given last, deleted or not: numbers are never given again. */
  private static String sequenceOf(String table) {
    return "SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'";
  }

  private static void goOn(Connection to, String table, String column, long last)
      throws SQLException {
    if (last > 0) {
      number(
          to,
          "SELECT setval(pg_get_serial_sequence('%s', '%s'), %d)".formatted(table, column, last));
    }
  }

  private void count(CopiedTable table, Connection from, Connection to) throws SQLException {
    counts.add(new Count(table.name(), table.count(from), table.count(to)));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
