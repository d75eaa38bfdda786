package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.StoredRead.Correction;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.storage.EventSamples;
import org.gatehouse.storage.PlateReadsContract;
import org.gatehouse.storage.sql.EventRows;
import org.gatehouse.storage.sql.SqlEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlitePlateReadsTest extends PlateReadsContract {
  @TempDir Path folder;

  @Override
  protected EventLog open() {
    return SqliteEventLog.open(folder.resolve("events.db"), () -> {});
  }

  @Override
  protected PlateReads reads(EventLog log) {
    return (SqlEventLog) log;
  }

  @Test
  void upgrade_ofALogWithPassages_findsTheirPlates() throws Exception {
    Path file = folder.resolve("old.db");
    try (Connection connection = Pragmas.writer(file)) {
      Schema.steps(connection, 1, 3);
      EventRows.insert(EventLogs.connection(connection), decided("p1", "皖A1O345"));
      EventRows.insert(EventLogs.connection(connection), decided("p1", "粤A1O345"));
      EventRows.insert(EventLogs.connection(connection), EventSamples.event("gate-in", 1));
      Schema.upgrade(connection);
    }
    try (SqlEventLog log = SqliteEventLog.open(file, () -> {})) {
      assertThat(
              log.search(
                  new PlateQuery(
                      PlatePattern.of("*10345", true), null, null, null, Long.MAX_VALUE, 9)))
          .extracting(StoredRead::text)
          .containsExactly("粤A1O345");
    }
  }

  /** Else a commit among millions would merge them all at once some day. */
  @Test
  void append_ofManyReads_mergesTheIndexAFewPagesAtATime() throws Exception {
    try (EventLog log = open()) {
      for (int i = 0; i < 255; i++) {
        log.append(decided("p" + i, "粤B%05d".formatted(i)));
      }
    }
    try (Connection connection = Pragmas.reader(folder.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      assertThat(number(statement, "SELECT v FROM reads_index_config WHERE k = 'automerge'"))
          .isZero();
      assertThat(number(statement, "SELECT count(DISTINCT segid) FROM reads_index_idx"))
          .isBetween(1L, 12L);
    }
  }

  /** Pages that the deletion writes anyway are written without what was on them. */
  @Test
  void delete_ofAReadAmongOthers_leavesNotItsBytesBehind() throws Exception {
    String plate = "粤Z9C4N1";
    List<UUID> gone = new ArrayList<>();
    try (EventLog log = open()) {
      for (int i = 0; i < 40; i++) {
        Event event = decided("p" + i, i % 4 == 0 ? plate : "粤B%05d".formatted(i));
        log.append(event);
        if (i % 4 == 0) {
          gone.add(event.id());
        }
      }
    }
    assertThat(bytes()).as("before").contains(plate);
    try (EventLog log = open()) {
      log.delete(gone);
    }
    assertThat(bytes()).doesNotContain(plate).contains("粤B00001");
  }

  private String bytes() throws IOException, SQLException {
    Path file = folder.resolve("events.db");
    try (Connection connection = Pragmas.copier(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** What the index finds too much is compared in vain, what it finds too little is lost. */
  @Test
  void delete_ofReplacedCorrectedAndOtherReads_leavesTheIndexAsTheReadsAre() throws Exception {
    List<UUID> gone = new ArrayList<>();
    try (SqlEventLog log = SqliteEventLog.open(folder.resolve("events.db"), () -> {})) {
      for (int i = 0; i < 300; i++) {
        log.append(decided("p" + i, "粤B%05d".formatted(i * 331 % 100_000)));
        Event last = decided("p" + i, "粤A%05d".formatted(i * 331 % 100_000));
        log.append(last);
        if (i % 3 == 0) {
          log.correct(last.id(), new Correction("皖C%05d".formatted(i), "ling", last.time()));
        }
        if (i % 2 == 0) {
          gone.add(last.id());
        }
      }
      log.delete(gone);
    }
    try (Connection connection = Pragmas.reader(folder.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      assertThat(number(statement, "SELECT count(*) FROM reads")).isEqualTo(150);
      for (String piece : List.of("粤A0", "粤80", "皖C0", "A00", "331", "62$")) {
        String found =
            "SELECT count(*) FROM reads_index WHERE reads_index MATCH '\"" + piece + "\"'";
        String inText = "SELECT count(*) FROM reads WHERE instr(folded || '$', '" + piece + "')";
        String orCorrected = " OR instr(corrected_folded || '$', '" + piece + "')";
        assertThat(number(statement, found))
            .as(piece)
            .isEqualTo(number(statement, inText + orCorrected));
      }
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private static Event decided(String passage, String text) {
    Instant at = EventSamples.START;
    PlateRead plate =
        new PlateRead(text, 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new Event(
        UUID.randomUUID(),
        "north-gate",
        new CameraId("gate-in"),
        at,
        new EventDetail.PassageDecided(passage, at, at, plate, Direction.APPROACHING),
        List.of());
  }
}
