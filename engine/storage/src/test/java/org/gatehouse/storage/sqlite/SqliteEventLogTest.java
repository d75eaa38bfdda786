package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.gatehouse.storage.EventSamples.START;
import static org.gatehouse.storage.EventSamples.event;

import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageFullException;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.UnreadableEventException;
import org.gatehouse.storage.EventLogContract;
import org.gatehouse.storage.sql.Dialect;
import org.gatehouse.storage.sql.EventCounts;
import org.gatehouse.storage.sql.EventRows;
import org.gatehouse.storage.sql.LogWriter;
import org.gatehouse.storage.sql.Outstanding;
import org.gatehouse.storage.sql.ReadRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

class SqliteEventLogTest extends EventLogContract {
  /** More events than one turn deletes. */
  private static final int MANY = 4000;

  @TempDir Path folder;

  @Override
  protected EventLog open() {
    return SqliteEventLog.open(folder.resolve("events.db"), () -> {});
  }

  @Test
  void open_notADatabase_saysTheWayOut() throws Exception {
    Path file = folder.resolve("other.db");
    Files.writeString(file, "this is a text of more than sixteen characters");

    assertThatThrownBy(() -> SqliteEventLog.open(file, () -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("other.db is damaged")
        .hasMessageContaining(".recover");
  }

  @Test
  void open_brokenPage_saysTheWayOut() throws Exception {
    Path file = folder.resolve("broken.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      for (int n = 0; n < 200; n++) {
        log.append(event("gate-in", n));
      }
    }
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = 4096; at < raw.length(); at += 4096) {
        raw.seek(at);
        raw.write(new byte[2048]);
      }
    }

    assertThatThrownBy(() -> SqliteEventLog.open(file, () -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void open_newerSchema_namesBothVersions() throws Exception {
    Path file = folder.resolve("newer.db");
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> SqliteEventLog.open(file, () -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema 99, this one knows " + Schema.VERSION);
  }

  @Test
  void open_fileOfVersionOne_isRefusedUntilItIsUpgraded_withAllThatIsInIt() throws Exception {
    Path file = folder.resolve("old.db");
    try (Connection connection = Pragmas.writer(file)) {
      Schema.steps(connection, 1, 1);
      EventRows.insert(EventLogs.connection(connection), event("gate-in", 1));
      EventRows.insert(EventLogs.connection(connection), event("gate-in", 2));
    }
    assertThatThrownBy(() -> SqliteEventLog.open(file, () -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("older Gatehouse")
        .hasMessageContaining("./gatehouse upgrade");
    try (Connection connection = Pragmas.writer(file)) {
      Schema.upgrade(connection);
    }

    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      assertThat(log.after(0, 10)).hasSize(2);
      assertThat(log.append(event("gate-in", 3)).sequence()).isEqualTo(3);
    }
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "PRAGMA user_version")).isEqualTo("" + Schema.VERSION);
      assertThat(EventLogs.plan(connection, EventCounts.sql(SqliteDialect.INSTANCE)))
          .anyMatch(step -> step.contains("USING INDEX events_by_camera"));
    }
  }

  /** A log with many events that destination a is owed, in that state. */
  private Path manyOwed(String state) throws SQLException {
    Path file = folder.resolve("many.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      log.destinations(List.of("a"));
    }
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      for (int n = 1; n <= MANY; n++) {
        EventRows.insert(EventLogs.connection(connection), event("gate-in", n));
      }
      statement.execute(
          "INSERT INTO deliveries (destination, sequence, camera, state)"
              + " SELECT d.id, e.sequence, e.camera, '"
              + state
              + "' FROM events e, destinations d");
      statement.execute("COMMIT");
    }
    return file;
  }

  @Test
  void deleteBefore_aLaterTurnFails_saysWhatThoseBeforeItDid() throws Exception {
    Path file = manyOwed("pending");
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER stop BEFORE DELETE ON events WHEN old.sequence = "
              + MANY
              + " BEGIN SELECT RAISE(ABORT, 'no more'); END");
    }
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      EventLog.Deleted deleted =
          log.deleteBefore(Instant.MAX, EventTypes.allBut(), List.of(), MANY);

      assertThat(deleted.events()).isBetween(1, MANY - 1);
      assertThat(deleted.undelivered()).isEqualTo(Map.of("a", (long) deleted.events()));
      assertThat(log.backlog("a").pending()).isEqualTo(MANY - deleted.events());
    }
  }

  @Test
  void due_rowOfATypeThatIsNotKnown_saysWhichRow() throws Exception {
    Path file = folder.resolve("later.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      log.destinations(List.of("a"));
      log.append(event("gate-in", 1));
    }
    for (String change : List.of("type = 'org.gatehouse.later.v9'", "data = '{'")) {
      try (Connection connection = Pragmas.writer(file);
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE events SET " + change);
      }
      try (EventLog log = SqliteEventLog.open(file, () -> {})) {
        assertThatThrownBy(() -> log.due("a", START, 9))
            .isInstanceOfSatisfying(
                UnreadableEventException.class, e -> assertThat(e.sequence()).isEqualTo(1));
      }
    }
  }

  @Test
  void page_rowsThatCannotBeRead_leavesThemOutAndIsFull() throws Exception {
    Path file = folder.resolve("later.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      for (int n = 1; n <= 9; n++) {
        log.append(event("gate-in", n));
      }
    }
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE events SET type = 'org.gatehouse.later.v9' WHERE sequence IN (2, 3, 4, 9)");
      statement.executeUpdate("UPDATE events SET data = '{' WHERE sequence = 6");
    }
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      assertThat(log.after(0, 3)).extracting(StoredEvent::sequence).containsExactly(1L, 5L, 7L);
      assertThat(log.after(1, 2)).extracting(StoredEvent::sequence).containsExactly(5L, 7L);
      assertThat(log.after(7, 9)).extracting(StoredEvent::sequence).containsExactly(8L);
      assertThat(log.before(Long.MAX_VALUE, 1))
          .extracting(StoredEvent::sequence)
          .containsExactly(8L);
      assertThat(log.before(8, 9)).extracting(StoredEvent::sequence).containsExactly(7L, 5L, 1L);
    }
  }

  @Test
  void ofType_rowsThatCannotBeRead_passesThem() throws Exception {
    Path file = folder.resolve("broken-data.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      for (int n = 1; n <= 5; n++) {
        log.append(event("gate-in", n));
      }
    }
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE events SET data = '{' WHERE sequence IN (1, 2, 4)");
    }
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      String type = event("gate-in", 1).detail().type();
      List<StoredEvent> first = log.ofType(type, EventLog.Place.START, Instant.MAX, 1);
      assertThat(first).extracting(StoredEvent::sequence).containsExactly(3L);
      assertThat(log.ofType(type, EventLog.Place.of(first.getFirst()), Instant.MAX, 9))
          .extracting(StoredEvent::sequence)
          .containsExactly(5L);
    }
  }

  @Test
  void deleteBefore_allButSomeTypes_doesNotGoThroughThose() throws Exception {
    Path file = folder.resolve("types.db");
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      for (int n = 1; n <= 4; n++) {
        log.append(event("gate-in", n));
      }
    }
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      // Whoever looks at a row without a camera fails.
      statement.executeUpdate("UPDATE events SET camera = '' WHERE sequence < 3");
      statement.executeUpdate("UPDATE events SET type = 'a.first' WHERE sequence = 3");
      statement.executeUpdate("UPDATE events SET type = 'z.last' WHERE sequence = 4");
    }
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      EventTypes others = EventTypes.allBut(EventTypes.only(EventDetail.FACE_SNAPSHOT));
      assertThat(log.deleteBefore(Instant.MAX, others, List.of(), 9).events()).isEqualTo(2);
      assertThat(log.deleteBefore(Instant.MAX, others, List.of(), 9).events()).isZero();
    }
  }

  @Test
  void replay_manyDeliveries_isNotOneTransaction() throws Exception {
    Path file = manyOwed("parked");
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER stop BEFORE UPDATE ON deliveries WHEN old.sequence = "
              + MANY
              + " BEGIN SELECT RAISE(ABORT, 'no more'); END");
    }
    try (EventLog log = SqliteEventLog.open(file, () -> {})) {
      assertThatThrownBy(() -> log.replay("a")).isInstanceOf(StorageException.class);
      assertThat(log.backlog("a").pending()).isBetween(1L, MANY - 1L);
    }
  }

  @Test
  void writer_isDurableAtEveryCommit() throws Exception {
    try (Connection connection = Pragmas.writer(folder.resolve("pragmas.db"));
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(one(statement, "PRAGMA synchronous")).isEqualTo("2");
    }
  }

  @Test
  void write_databaseFull_failsClearlyAndRecovers() throws Exception {
    Path file = folder.resolve("full.db");
    Connection connection = Pragmas.writer(file);
    Schema.prepare(connection, file, 0);
    LogWriter writer = writer(file, connection);
    writer.start();
    limit(writer, 1);

    assertThatThrownBy(() -> fill(writer, 1))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("free space");
    assertThat(rows(writer)).isZero();

    limit(writer, 1_000_000);
    fill(writer, 2);
    assertThat(rows(writer)).isEqualTo(200);
    writer.close();
  }

  @Test
  void write_oneBadAmongGood_failsAlone() throws Exception {
    Path file = folder.resolve("mixed.db");
    Connection connection = Pragmas.writer(file);
    Schema.prepare(connection, file, 0);
    LogWriter writer = writer(file, connection);
    // Queued before the thread starts, so that all three share the first transaction.
    List<Thread> callers =
        List.of(
            Thread.ofVirtual().unstarted(() -> EventLogs.insert(writer, 1)),
            Thread.ofVirtual().unstarted(() -> EventLogs.fail(writer)),
            Thread.ofVirtual().unstarted(() -> EventLogs.insert(writer, 2)));
    callers.forEach(Thread::start);
    writer.start();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(rows(writer)).isEqualTo(2);
    writer.close();
  }

  @Test
  void write_commitFailsAndIsUndoneByTheEngine_isDoneOnANewConnection() throws Exception {
    Path file = folder.resolve("commit.db");
    Connection connection = Pragmas.writer(file);
    Schema.prepare(connection, file, 0);
    LogWriter writer = writer(file, failingToCommit(connection));
    writer.start();

    EventLogs.insert(writer, 1);
    EventLogs.insert(writer, 2);

    assertThat(committed(file)).isEqualTo(2);
    writer.close();
  }

  /** As SQLite on a disk that is full when it commits: it has undone all of it when it says so. */
  private static Connection failingToCommit(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            SqliteEventLogTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("ROLLBACK");
                }
                throw new SQLException("full", null, SQLiteErrorCode.SQLITE_FULL.code);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void write_engineUndoesAGroupByItself_failsOneAndWritesTheOthers() throws Exception {
    Path file = folder.resolve("undone.db");
    Connection connection = Pragmas.writer(file);
    Schema.prepare(connection, file, 0);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER undo BEFORE INSERT ON destinations"
              + " BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END");
    }
    LogWriter writer = writer(file, connection);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    // Queued before the thread starts, so that all three share the first transaction.
    List<Thread> callers =
        List.of(
            Thread.ofVirtual().unstarted(() -> EventLogs.insert(writer, 1)),
            Thread.ofVirtual().unstarted(() -> failure.complete(undone(writer))),
            Thread.ofVirtual().unstarted(() -> EventLogs.insert(writer, 2)));
    callers.forEach(Thread::start);
    EventLogs.awaitWaiting(callers.toArray(Thread[]::new));
    writer.start();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failure.join()).hasMessageContaining("all of it");
    EventLogs.insert(writer, 3);
    assertThat(committed(file)).isEqualTo(3);
    writer.close();
  }

  private static Throwable undone(LogWriter writer) {
    return catchThrowable(
        () ->
            writer.write(
                connection ->
                    connection
                        .prepare("INSERT INTO destinations (name, active) VALUES ('a', 1)")
                        .executeUpdate()));
  }

  @Test
  void writeAlone_behindOthers_isAfterTheirCommit_andDoesNotKeepThemWaiting() throws Exception {
    Path file = folder.resolve("alone.db");
    Connection connection = Pragmas.writer(file);
    Schema.prepare(connection, file, 0);
    LogWriter writer = writer(file, connection);
    CompletableFuture<Long> seen = new CompletableFuture<>();
    // Both wait before the thread starts, in whatever order.
    Thread alone =
        Thread.startVirtualThread(() -> writer.writeAlone(_ -> seen.complete(committed(file))));
    Thread other = Thread.startVirtualThread(() -> EventLogs.insert(writer, 1));
    EventLogs.awaitWaiting(alone, other);
    writer.start();
    alone.join();
    other.join();

    assertThat(seen.join()).isEqualTo(1);
    writer.close();
  }

  /** Events that another connection sees. */
  private static long committed(Path file) throws SQLException {
    try (Connection connection = Pragmas.reader(file);
        Statement statement = connection.createStatement()) {
      return Long.parseLong(one(statement, "SELECT count(*) FROM events"));
    }
  }

  @Test
  void delivery_afterMillionsWereDelivered_looksOnlyAtWhatIsOwed() throws Exception {
    Dialect said = SqliteDialect.INSTANCE;
    for (String sql :
        List.of(Outstanding.due(said), Outstanding.next(said), Outstanding.nextDue(said))) {
      assertThat(plan(sql))
          .noneMatch(step -> step.startsWith("SCAN d") || step.startsWith("SCAN p"))
          .filteredOn(step -> step.matches("SEARCH [dp] .*"))
          .isNotEmpty()
          .allMatch(
              step ->
                  step.contains("INDEX deliveries_by_camera")
                      || step.contains("PRIMARY KEY (destination=? AND sequence=?)"));
    }
  }

  @Test
  void append_afterMillionsOfReads_findsThePassageByItsIndex() throws Exception {
    assertThat(plan("SELECT " + ReadRows.COLUMNS + " FROM reads r WHERE " + ReadRows.OF_PASSAGE))
        .containsExactly("SEARCH r USING INDEX reads_by_passage (passage=?)");
  }

  private List<String> plan(String sql) throws Exception {
    Path file = Files.createTempDirectory(folder, "plan").resolve("events.db");
    try (Connection connection = Pragmas.writer(file)) {
      Schema.prepare(connection, file, 0);
      return EventLogs.plan(connection, sql);
    }
  }

  private static LogWriter writer(Path file, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return new LogWriter(new SqliteEventLog(file), EventLogs.connection(connection));
  }

  private static void limit(LogWriter writer, int pages) {
    writer.write(
        connection -> {
          try (ResultSet row =
              connection.prepare("PRAGMA max_page_count = " + pages).executeQuery()) {
            return row.next();
          }
        });
  }

  private static void fill(LogWriter writer, int round) {
    writer.write(
        connection -> {
          for (int n = 0; n < 200; n++) {
            EventRows.insert(connection, event("gate-in", round * 1000 + n));
          }
          return true;
        });
  }

  private static long rows(LogWriter writer) {
    return writer.write(
        connection -> {
          try (ResultSet row = connection.prepare("SELECT count(*) FROM events").executeQuery()) {
            return row.getLong(1);
          }
        });
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }
}
