package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.gatehouse.storage.EventSamples.event;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoreMigration.Count;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.UnstorableException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.storage.EventSamples;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From SQLite files to a server, with all that is in them. */
@ExtendWith(SharedPostgres.class)
class MigrationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private final LocalStorageProvider provider = new LocalStorageProvider();
  @TempDir Path folder;
  private final DatabaseServer server = SharedPostgres.database();
  private DataPlace files;
  private DataPlace place;
  private AuditPoint auditEnd;

  @BeforeEach
  void fill() {
    files = DataPlace.of(folder);
    place = new DataPlace(folder, server);
    fillEvents();
    try (VehicleListStore lists = provider.lists(files);
        ListChange change = lists.change();
        AccountStore accounts = provider.accounts(files);
        AuditStore audit = provider.audit(files)) {
      change.put(ListEntry.of("京A12345", ListKind.ALLOW));
      change.apply(false);
      accounts.add(
          new Account(
              "alice",
              "$argon2id$x",
              true,
              new TreeMap<>(Map.of(Account.ANY_SITE, Role.ADMIN)),
              Set.of(),
              3,
              NOON));
      for (int n = 0; n < 5; n++) {
        audit.append(List.of(AuditEntry.of(NOON, "alice", "login", null, Map.of("n", "" + n))));
      }
      audit.cut(audit.after(0, 2).getLast().point());
      auditEnd = audit.end();
    }
  }

  private void fillEvents() {
    Stores stores = provider.open(folder, Ticker.system());
    try (EventLog log = stores.events()) {
      log.destinations(List.of("gone", "backend"));
      for (int n = 1; n <= 50; n++) {
        log.append(event("gate-in", n));
      }
      Event read = passage();
      log.append(read);
      stores.reads().correct(read.id(), new StoredRead.Correction("粤B1Z345", "ling", NOON));
      Event last = event("gate-in", 60);
      log.append(last);
      log.delivered("backend", 1);
      log.park("backend", 2, "404");
      log.delete(Set.of(last.id()));
    }
  }

  private static Event passage() {
    PlateRead plate =
        new PlateRead("粤B12345", 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new Event(
        UUID.randomUUID(),
        "north-gate",
        new CameraId("gate-in"),
        NOON,
        new EventDetail.PassageDecided("p1", NOON, NOON, plate, Direction.APPROACHING),
        List.of());
  }

  private List<StoredEvent> eventsOf(DataPlace of) {
    try (EventLog log = provider.open(of, List.of(), Ticker.system()).events()) {
      return log.after(0, 1000);
    }
  }

  @Test
  void migrate_allOfIt_isThereAndGoesOnFromThere() {
    List<StoredEvent> before = eventsOf(files);
    List<Count> counts = provider.migration(place).run((what, done) -> {});

    assertThat(counts).allMatch(Count::same);
    assertThat(counts)
        .contains(
            new Count("events", 51, 51),
            new Count("deliveries", 102, 102),
            new Count("audit", 3, 3),
            new Count("entry", 1, 1),
            new Count("accounts", 1, 1));
    assertThat(eventsOf(place)).isEqualTo(before);
    Stores stores = provider.open(place, List.of(), Ticker.system());
    try (EventLog log = stores.events()) {
      log.destinations(List.of("backend", "new"));
      assertThat(log.backlog("backend").parked()).isEqualTo(1);
      assertThat(log.backlog("backend").delivered()).isEqualTo(1);
      assertThat(
              stores
                  .reads()
                  .search(
                      new PlateQuery(
                          PlatePattern.of("*1Z34*", false), null, null, null, Long.MAX_VALUE, 9)))
          .extracting(StoredRead::text)
          .containsExactly("粤B12345");
      // That of an event that was deleted is not given again.
      assertThat(log.append(event("gate-in", 70)).sequence()).isEqualTo(53);
    }
    try (VehicleListStore lists = provider.lists(place);
        AccountStore accounts = provider.accounts(place);
        AuditStore audit = provider.audit(place)) {
      assertThat(lists.of("京A12345")).hasSize(1);
      assertThat(accounts.accounts()).extracting(Account::generation).containsExactly(3);
      assertThat(audit.end()).isEqualTo(auditEnd);
      assertThat(audit.begin().sequence()).isEqualTo(2);
    }
  }

  @Test
  void migrate_thatWasInterrupted_keepsEnginesOutAndGoesOn() throws Exception {
    assertThatThrownBy(
            () ->
                provider
                    .migration(place)
                    .run(
                        (what, done) -> {
                          if (what.equals("events.db")) {
                            throw new IllegalStateException("interrupted");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> eventsOf(place))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("store migrate");

    assertThat(provider.migration(place).run((what, done) -> {})).allMatch(Count::same);
    assertThat(eventsOf(place)).hasSize(51);
    assertThatThrownBy(() -> provider.migration(place).run((what, done) -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("migrated there already");
  }

  @Test
  void migrate_eventThatTheServerDoesNotTake_namesItAndGoesOnOnceItIsDeleted() throws Exception {
    for (String data : List.of("{\"plate\": \"C4NARY1", "{\"a\": \"C4NARY1\\u0000\"}")) {
      onFile("UPDATE events SET data = '" + data + "' WHERE sequence = 7");
      Throwable thrown = catchThrowable(() -> provider.migration(place).run((what, done) -> {}));
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      assertThat(thrown)
          .isInstanceOf(UnstorableException.class)
          .hasMessageContaining("event number 7")
          .hasMessageContaining("DELETE FROM events WHERE sequence = 7;");
      assertThat(trace.toString()).doesNotContain("C4NARY1");
    }
    for (String table : List.of("deliveries", "snapshots", "reads", "events")) {
      onFile("DELETE FROM " + table + " WHERE sequence = 7");
    }

    assertThat(provider.migration(place).run((what, done) -> {})).allMatch(Count::same);
    assertThat(eventsOf(place)).hasSize(50);
  }

  private void onFile(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void migrate_toAServerThatHoldsOtherData_isRefused() throws Exception {
    try (EventLog log = new PgStores(server).events(() -> {})) {
      log.append(EventSamples.event("other", 1));
    }
    assertThatThrownBy(() -> provider.migration(place).run((what, done) -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("holds data of its own (table events)");
  }

  @Test
  void migrate_whileAnEngineRuns_isRefused() {
    try (EventLog log = provider.open(folder, Ticker.system()).events()) {
      assertThatThrownBy(() -> provider.migration(place).run((what, done) -> {}))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("engine");
      assertThat(log.after(0, 1)).hasSize(1);
    }
  }

  @Test
  void migrate_toNowhere_saysWhatIsMissing() {
    assertThatThrownBy(() -> provider.migration(files))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("storage: postgres:");
  }
}
