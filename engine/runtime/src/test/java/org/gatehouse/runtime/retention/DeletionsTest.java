package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.runtime.events.WatchedLog;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {
  private static final CameraId CAMERA = new CameraId("gate-in");
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final Instant END = START.plusSeconds(999);
  private static final int MANY = 250;

  @TempDir private Path folder;

  private final List<Map<String, Long>> undelivered = new ArrayList<>();
  private final HoldBook holds = new HoldBook(new FakeRecords(), Ticker.system());
  private Stores stores;

  @BeforeEach
  void open() {
    stores = new LocalStorageProvider().open(folder, Ticker.system());
    stores.events().destinations(List.of("backend"));
    for (int n = 1; n <= 3; n++) {
      stores.events().append(event(n));
    }
    stores.events().delivered("backend", 1);
  }

  @AfterEach
  void close() {
    stores.events().close();
  }

  private static Event event(int n) {
    return new Event(
        new UUID(0x7000, 0x8000_0000_0000_0000L | n),
        "north-gate",
        CAMERA,
        START.plusSeconds(n),
        new EventDetail.CameraState("up", "test"),
        List.of());
  }

  private Deletions deletions(EventLog events) {
    return new Deletions(
        events,
        stores.snapshots(),
        plate -> {},
        undelivered::add,
        (camera, from, to) -> CompletableFuture.completedFuture(new Recordings.Erased(3, 1)),
        holds,
        Ticker.system());
  }

  /** More events than one page holds. */
  private void appendMany() {
    for (int n = 4; n <= MANY; n++) {
      stores.events().append(event(n));
    }
  }

  private void hold(int from, int to) {
    Instant now = Instant.now();
    holds.place(
        holds.propose(
            CAMERA,
            START.plusSeconds(from),
            START.plusSeconds(to),
            "police",
            "case 7",
            now.plusSeconds(9999)));
  }

  /** The log, which fails from the nth question for a page on. */
  private EventLog failingFrom(int page) {
    AtomicInteger pages = new AtomicInteger();
    return WatchedLog.of(
        stores.events(),
        "between",
        () -> {
          if (pages.incrementAndGet() >= page) {
            throw new StorageException("the database is away", new IOException());
          }
        });
  }

  @Test
  void time_someWereStillOwed_isToldByDestinationAndInTheReceipt() {
    Deletions.Receipt receipt = deletions(stores.events()).time(CAMERA, START, END);

    assertThat(receipt.events()).isEqualTo(3);
    assertThat(receipt.undelivered()).isEqualTo(2);
    assertThat(undelivered).containsExactly(Map.of("backend", 2L));
  }

  @Test
  void time_failsWithSomeLeft_saysWhatIsGone() {
    appendMany();
    assertThatThrownBy(() -> deletions(failingFrom(3)).time(CAMERA, START, END))
        .hasMessageContaining("200 events")
        .hasMessageContaining("the database is away")
        .isInstanceOfSatisfying(
            PartlyDeletedException.class,
            e -> {
              assertThat(e.receipt().events()).isEqualTo(200);
              assertThat(e.receipt().undelivered()).isEqualTo(199);
            });
    assertThat(undelivered).containsExactly(Map.of("backend", 99L), Map.of("backend", 100L));
  }

  @Test
  void time_logFailsAfterSome_triesTheRestAgain() {
    AtomicInteger calls = new AtomicInteger();
    EventLog events =
        WatchedLog.of(
            stores.events(),
            "delete",
            () -> {
              if (calls.incrementAndGet() == 1) {
                stores.events().delete(Set.of(event(1).id()));
              } else {
                throw new StorageException("the database is away", new IOException());
              }
            });
    // What it deletes of three is two: as if it had failed after those.
    assertThatThrownBy(() -> deletions(events).time(CAMERA, START, END))
        .isInstanceOf(PartlyDeletedException.class)
        .hasMessageContaining("2 events")
        .hasMessageContaining("the database is away");
    assertThat(undelivered).containsExactly(Map.of("backend", 2L));
  }

  @Test
  void time_aPartIsHeld_passesItOnceAndDeletesTheRest() {
    appendMany();
    hold(1, 220);
    AtomicInteger pages = new AtomicInteger();
    EventLog events = WatchedLog.of(stores.events(), "between", pages::incrementAndGet);

    Deletions.Receipt receipt = deletions(events).time(CAMERA, START, END);

    assertThat(receipt.held()).isEqualTo(220);
    assertThat(receipt.events()).isEqualTo(30);
    assertThat(pages).hasValueLessThanOrEqualTo(4);
    assertThat(stores.events().after(0, MANY)).hasSize(220);
  }

  @Test
  void time_holdIsPlacedWhileTheNextPageIsSought_isNotHeldUpAndKeepsIt() {
    appendMany();
    AtomicInteger pages = new AtomicInteger();
    EventLog events =
        WatchedLog.of(
            stores.events(),
            "between",
            () -> {
              if (pages.incrementAndGet() == 2) {
                CompletableFuture.runAsync(() -> hold(1, MANY)).get(10, TimeUnit.SECONDS);
              }
            });

    Deletions.Receipt receipt = deletions(events).time(CAMERA, START, END);

    assertThat(receipt.events()).isEqualTo(100);
    assertThat(receipt.held()).isEqualTo(150);
  }

  @Test
  void plate_manyEvents_goPageByPageAfterOneSearch() {
    for (int n = 4; n <= MANY; n++) {
      stores.events().append(passage(n));
    }
    hold(4, 203);
    AtomicInteger searches = new AtomicInteger();
    EventLog events = WatchedLog.of(stores.events(), "ofPlate", searches::incrementAndGet);

    Deletions.Receipt receipt = deletions(events).plate(Set.of("京A12345"));

    assertThat(receipt.held()).isEqualTo(200);
    assertThat(receipt.events()).isEqualTo(MANY - 203);
    assertThat(searches).hasValue(1);
    assertThat(stores.events().after(0, MANY)).hasSize(203);
  }

  private static Event passage(int n) {
    Instant time = START.plusSeconds(n);
    PlateRead read =
        new PlateRead("京A12345", 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new Event(
        event(n).id(),
        "north-gate",
        CAMERA,
        time,
        new EventDetail.PassageDecided("p" + n, time, time, read, Direction.APPROACHING),
        List.of());
  }

  @Test
  void timeWithRecordings_failsAfterThoseWent_saysSo() {
    assertThatThrownBy(() -> deletions(failingFrom(1)).timeWithRecordings(CAMERA, START, END))
        .isInstanceOfSatisfying(
            PartlyDeletedException.class,
            e -> assertThat(e.receipt().recordings().segments()).isEqualTo(3));
    assertThat(stores.events().after(0, 9)).hasSize(3);
  }

  @Test
  void time_failsBeforeAnythingWent_isAFailureLikeOthers() {
    assertThatThrownBy(() -> deletions(failingFrom(1)).time(CAMERA, START, END))
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(PartlyDeletedException.class);
  }
}
