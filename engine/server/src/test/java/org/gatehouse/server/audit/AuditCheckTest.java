package org.gatehouse.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gatehouse.contract.audit.AuditChain;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.audit.AuditCheck.Verdict;
import org.gatehouse.server.sitekey.SiteKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who may write to the data folder, but has not the key, can do unseen: nothing. */
class AuditCheckTest {
  private static final int ROWS = 20;

  @TempDir Path data;
  private SiteKey key;
  private AuditLog log;

  @BeforeEach
  void fill() {
    key = SiteKey.in(data);
    log = open();
    for (int n = 1; n <= ROWS; n++) {
      log.note("snapshot.seen", "alice", "gate duty", Map.of("event", n));
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  private AuditStore store() {
    return ServiceLoader.load(StorageProvider.class)
        .findFirst()
        .orElseThrow()
        .audit(DataPlace.of(data));
  }

  private AuditLog open() {
    return new AuditLog(store(), HeadKeeper.in(data, key), Ticker.system());
  }

  private Verdict check(@Nullable Path elsewhere) {
    try (AuditStore store = store()) {
      return AuditCheck.check(store, data, key.open(), elsewhere);
    }
  }

  /** With the triggers out of the way, as whoever has the file can have it. */
  private void tamper(String... statements) throws Exception {
    log.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("audit.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER audit_is_never_changed");
      statement.execute("DROP TRIGGER audit_is_only_cut_at_its_beginning");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void check_untouched_holdsAlsoWhileItIsWritten() {
    Verdict verdict = check(null);
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.rows()).isEqualTo(ROWS);
    assertThat(verdict.unsigned()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE audit SET who = 'bob' WHERE sequence = 7 | row 7 was changed",
        "UPDATE audit SET time_us = time_us - 1 WHERE sequence = 7 | row 7 was changed",
        "UPDATE audit SET purpose = NULL WHERE sequence = 7 | row 7 was changed",
        "UPDATE audit SET details = '{}' WHERE sequence = 7 | row 7 was changed",
        "UPDATE audit SET details = 'x' WHERE sequence = 7 | row 7 was changed",
        "UPDATE audit SET action = 'login' WHERE sequence = 20 | row 20 was changed",
        "DELETE FROM audit WHERE sequence = 7 | row 7 is missing",
        "DELETE FROM audit WHERE sequence BETWEEN 7 AND 9 | rows 7 to 9 are missing",
        "DELETE FROM audit WHERE sequence = 1 | row 1 is missing",
        "DELETE FROM audit WHERE sequence > 15 | rows were cut off",
        "DELETE FROM audit WHERE sequence = 20 | rows were cut off",
        "DELETE FROM audit | rows were cut off",
      })
  void check_rowChangedRemovedOrCutOff_isSeen(String sql, String fault) throws Exception {
    tamper(sql);
    assertThat(check(null).faults()).anyMatch(text -> text.contains(fault));
  }

  @Test
  void check_rowsReordered_isSeen() throws Exception {
    tamper(
        "UPDATE audit SET sequence = 100 WHERE sequence = 7",
        "UPDATE audit SET sequence = 7 WHERE sequence = 8",
        "UPDATE audit SET sequence = 8 WHERE sequence = 100");
    assertThat(check(null).faults())
        .anyMatch(text -> text.contains("row 7 was changed, or is not in its place"))
        .anyMatch(text -> text.contains("row 8 was changed, or is not in its place"));
  }

  /** Whoever knows how rows are chained can make a chain; the head says that it is another one. */
  @Test
  void check_chainMadeAnew_isSeenByTheHead() throws Exception {
    AuditPoint at = AuditPoint.START;
    List<String> sql = new ArrayList<>();
    List<AuditRow> rows;
    try (AuditStore store = store()) {
      rows = store.after(0, 100);
    }
    for (AuditRow row : rows) {
      var entry = row.entry();
      if (row.sequence() == 7) {
        entry =
            new AuditEntry(entry.time(), "bob", entry.action(), entry.purpose(), entry.details());
      }
      AuditRow made = AuditChain.next(at, entry);
      at = made.point();
      sql.add(
          "UPDATE audit SET who = '%s', hash = '%s' WHERE sequence = %d"
              .formatted(made.entry().who(), made.hash(), made.sequence()));
    }
    tamper(sql.toArray(String[]::new));
    assertThat(check(null).faults())
        .containsExactly("row 20 is not the one that audit-head.json knows");
  }

  @Test
  void check_beginningMoved_isSeen() throws Exception {
    String hash;
    try (AuditStore store = store()) {
      hash = store.after(4, 1).getFirst().hash();
    }
    tamper(
        "UPDATE chain_begin SET sequence = 5, hash = '" + hash + "'",
        "DELETE FROM audit WHERE sequence <= 5");
    assertThat(check(null).faults())
        .containsExactly("the chain begins at row 5, the signed head says row 0");
  }

  @ParameterizedTest
  @CsvSource({"\"endSequence\":20, \"endSequence\":15", "\"time\":\"2, \"time\":\"3"})
  void check_headChanged_isSeen(String from, String to) throws Exception {
    Path head = data.resolve(AuditHead.FILE);
    Files.writeString(head, Files.readString(head).replace(from, to));
    assertThat(check(null).faults())
        .anyMatch(text -> text.contains("was changed after it was signed"));
  }

  @Test
  void check_headMissingForeignOrNone_isSeen() throws Exception {
    Path head = data.resolve(AuditHead.FILE);
    Path other = Files.createDirectory(data.resolve("other"));
    Files.writeString(
        head,
        new AuditHead(AuditPoint.START, AuditPoint.START, Instant.EPOCH).signed(SiteKey.in(other)));
    assertThat(check(null).faults()).anyMatch(text -> text.contains("another key"));
    Files.writeString(head, "nothing of the kind");
    assertThat(check(null).faults()).anyMatch(text -> text.contains("no JSON"));
    Files.delete(head);
    assertThat(check(null).faults()).anyMatch(text -> text.contains("missing"));
  }

  /** Database and head from an older copy fit together; a head that was kept elsewhere does not. */
  @Test
  void check_allSetBackTogether_isSeenByAHeadKeptElsewhere() throws Exception {
    Path elsewhere = data.resolve("kept.json");
    Files.writeString(elsewhere, log.head());
    assertThat(check(elsewhere).holds()).isTrue();
    String hash;
    try (AuditStore store = store()) {
      hash = store.after(9, 1).getFirst().hash();
    }
    tamper("DELETE FROM audit WHERE sequence > 10");
    new AuditHead(AuditPoint.START, new AuditPoint(10, hash), Instant.EPOCH).write(data, key);
    assertThat(check(null).holds()).isTrue();
    assertThat(check(elsewhere).faults()).anyMatch(text -> text.contains("rows were cut off"));
    assertThat(check(data.resolve("nowhere.json")).faults())
        .anyMatch(text -> text.contains("no such file"));
  }

  /** The engine starts again and goes on: what is added does not cover what is gone. */
  @Test
  void check_cutOffAndGoneOnBehindIt_isSeenForEver() throws Exception {
    tamper("DELETE FROM audit WHERE sequence > 15");
    log = open();
    for (int n = 0; n < ROWS; n++) {
      log.note("login", "alice", null, Map.of());
    }
    assertThat(check(null).faults())
        .singleElement()
        .asString()
        .contains("row 20 is not the one that audit-head.disputed-");
  }

  /** As after a power cut between the rows and the head. */
  @Test
  void check_rowsBehindTheHead_holdAndAreTold() {
    try (AuditStore store = store()) {
      store.append(List.of(store.after(0, 1).getFirst().entry()));
    }
    Verdict verdict = check(null);
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.unsigned()).isEqualTo(1);
    log.note("login", "alice", null, Map.of());
    assertThat(check(null).unsigned()).isZero();
  }

  @Test
  void forget_oldRows_goAndTheRestHolds() {
    assertThat(log.forget(Instant.MAX)).isEqualTo(ROWS);
    Verdict verdict = check(null);
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.begin().sequence()).isEqualTo(ROWS);
    assertThat(log.rows().after(0, 10)).hasSize(1);
    assertThat(log.rows().after(0, 10).getFirst().entry().action()).isEqualTo("audit.forgotten");
  }
}
