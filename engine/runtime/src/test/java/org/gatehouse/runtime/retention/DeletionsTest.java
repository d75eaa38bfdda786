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
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.events.WatchedLog;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {
  private static final CameraId CAMERA = new CameraId("gate-in");
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final Instant END = START.plusSeconds(99);

  @TempDir private Path folder;

  private final List<Map<String, Long>> undelivered = new ArrayList<>();
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
        new HoldBook(new FakeRecords(), Ticker.system()),
        Ticker.system());
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
    EventLog events =
        WatchedLog.of(
            failingFrom(2), "delete", () -> stores.events().delete(Set.of(event(1).id())));
    assertThatThrownBy(() -> deletions(events).time(CAMERA, START, END))
        .hasMessageContaining("2 events")
        .hasMessageContaining("the database is away")
        .isInstanceOfSatisfying(
            PartlyDeletedException.class,
            e -> {
              assertThat(e.receipt().events()).isEqualTo(2);
              assertThat(e.receipt().undelivered()).isEqualTo(2);
            });
    assertThat(undelivered).containsExactly(Map.of("backend", 2L));
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
