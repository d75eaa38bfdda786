package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.retention.Forgetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long reads are kept, on a real log and real lists, in simulated time. */
class ListedVehiclesTest {
  private static final Instant DAY = Instant.parse("2026-05-01T08:00:00Z");
  private static final CameraId GATE = new CameraId("gate");
  private static final Duration UNLISTED = Duration.ofDays(7);
  private static final Duration LISTED = Duration.ofDays(30);

  @TempDir private Path folder;
  private final List<Hold> held = new ArrayList<>();
  private EventLog log;
  private VehicleLists lists;
  private Forgetter reads;
  private Forgetter listedReads;

  @BeforeEach
  void open() {
    StorageProvider storage = ServiceLoader.load(StorageProvider.class).findFirst().orElseThrow();
    log = storage.open(folder, Ticker.system()).events();
    VehicleListStore store = storage.lists(folder);
    try (ListChange change = store.change()) {
      change.put(ListEntry.of("京A00001", ListKind.DENY));
      change.put(visitor("京A00002", DAY.minusSeconds(60), DAY.plusSeconds(60)));
      change.put(visitor("京A00003", DAY.plusSeconds(60), DAY.plusSeconds(120)));
      change.apply(false);
    }
    lists = VehicleLists.open(store, ZoneOffset.UTC);
    reads =
        Forgetter.reads(log, new ListedVehicles(log, lists::listed, Ticker.system()), owed -> {});
    listedReads = Forgetter.listedReads(log, owed -> {});
  }

  private static ListEntry visitor(String plate, Instant from, Instant until) {
    return new ListEntry(plate, ListKind.VISITOR, from, until, Set.of("gate"), List.of(), null, 1);
  }

  @AfterEach
  void close() {
    lists.close();
    log.close();
  }

  private void append(Instant at, EventDetail detail) {
    log.append(new Event(UUID.randomUUID(), "north", GATE, at, detail, List.of()));
  }

  private void passage(String passage, String plate, Instant at) {
    PlateRead read =
        new PlateRead(plate, 0.9, "CN", "standard", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    append(at, new EventDetail.PassageDecided(passage, at, at, read, Direction.UNKNOWN));
    append(at, new EventDetail.PassageFinalized(passage, at, at, at, read, Direction.UNKNOWN));
  }

  private void decided(String passage, String standing, Instant at) {
    append(at, new EventDetail.GateDecided("gate", passage, "open", standing, "list", at));
  }

  /** As retention does at that time; says the passages that are left. */
  private Set<String> keptAt(Instant now) throws Exception {
    while (reads.deletion().before(now.minus(UNLISTED), held, 3) > 0) {}
    listedReads.deletion().before(now.minus(LISTED), held, 500);
    Set<String> left = new TreeSet<>();
    log.after(0, 500)
        .forEach(
            stored -> {
              switch (stored.event().detail()) {
                case EventDetail.PassageDecided p -> left.add(p.passageId());
                case EventDetail.PassageFinalized p -> left.add(p.passageId());
                case EventDetail.PassageNoRead p -> left.add(p.passageId());
                default -> {}
              }
            });
    return left;
  }

  @Test
  void reads_ofListedVehicles_areKeptThirtyDays_othersSeven() throws Exception {
    passage("always", "京A00001", DAY);
    passage("then", "京A00002", DAY);
    passage("later", "京A00003", DAY);
    passage("never", "京A99999", DAY);
    passage("unread", "京A0?001", DAY);
    passage("byGate", "京A88888", DAY);
    decided("byGate", "allow", DAY.plusSeconds(1));
    passage("notByGate", "京A77777", DAY);
    decided("notByGate", "unlisted", DAY.plusSeconds(1));
    append(DAY, new EventDetail.PassageNoRead("typed", DAY, DAY, new BoundingBox(0, 0, 1, 1)));
    decided("typed", "visitor", DAY.plusSeconds(90));
    append(DAY, new EventDetail.PassageNoRead("blank", DAY, DAY, new BoundingBox(0, 0, 1, 1)));

    assertThat(keptAt(DAY.plus(UNLISTED))).hasSize(9);
    assertThat(keptAt(DAY.plus(UNLISTED).plusSeconds(1)))
        .containsExactly("always", "byGate", "then", "typed");
    assertThat(keptAt(DAY.plus(LISTED))).containsExactly("always", "byGate", "then", "typed");
    assertThat(keptAt(DAY.plus(LISTED).plusSeconds(1))).isEmpty();
  }

  @Test
  void reads_thatWereHeldOrCameLate_goOnceTheyAreNotHeldAndWithinADay() throws Exception {
    passage("held", "京A99999", DAY);
    passage("listed", "京A00001", DAY.plusSeconds(5));
    Instant week = DAY.plus(UNLISTED).plusSeconds(60);
    held.add(
        new Hold(
            "h-1",
            GATE,
            DAY.minusSeconds(1),
            DAY.plusSeconds(1),
            "police",
            "case 7",
            DAY.plus(LISTED),
            DAY));
    assertThat(keptAt(week)).containsExactly("held", "listed");
    held.clear();
    assertThat(keptAt(week)).containsExactly("listed");
    passage("late", "京A99999", DAY);
    assertThat(keptAt(week.plusSeconds(60))).containsExactly("late", "listed");
    assertThat(keptAt(week.plus(Duration.ofDays(1)))).containsExactly("listed");
  }
}
