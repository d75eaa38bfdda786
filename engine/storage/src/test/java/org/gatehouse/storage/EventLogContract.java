package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.storage.EventSamples.START;
import static org.gatehouse.storage.EventSamples.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.Backlog;
import org.gatehouse.contract.storage.EventLog.Deleted;
import org.gatehouse.contract.storage.EventLog.Delivery;
import org.gatehouse.contract.storage.EventLog.DeliveryState;
import org.gatehouse.contract.storage.EventLog.EventCount;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.gatehouse.contract.storage.EventLog.Place;
import org.gatehouse.contract.storage.EventLog.Replay;
import org.gatehouse.contract.storage.EventLog.Unsent;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event log keeps to; implementations extend it. */
public abstract class EventLogContract {
  private static final EventTypes ALL = EventTypes.allBut();

  private EventLog log;

  /** Opens the log of this test: the same content each time. */
  protected abstract EventLog open();

  @BeforeEach
  void openLog() {
    log = open();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  private void reopen() {
    log.close();
    log = open();
  }

  private List<Long> due(String destination, Instant now) {
    return log.due(destination, now, 100).stream().map(d -> d.stored().sequence()).toList();
  }

  @Test
  void append_firstEvent_getsSequenceOneAndIsFound() {
    Event event = event("gate-in", 1);

    StoredEvent stored = log.append(event);

    assertThat(stored).isEqualTo(new StoredEvent(1, event));
    assertThat(log.find(event.id())).isEqualTo(stored);
  }

  @Test
  void append_sameIdTwice_keepsOneWithItsSequence() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));

    assertThat(log.append(event("gate-in", 1)).sequence()).isEqualTo(1);
    assertThat(log.after(0, 10)).hasSize(2);
    assertThat(log.backlog("a").pending()).isEqualTo(2);
  }

  @Test
  void append_fromManyThreads_givesEachASequenceOfItsOwn() throws Exception {
    Set<Long> sequences = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 500; i++) {
        int n = i;
        threads.execute(() -> sequences.add(log.append(event("cam-" + n % 7, n)).sequence()));
      }
    }
    assertThat(sequences).hasSize(500).contains(1L, 500L);
    assertThat(log.after(0, 1000)).hasSize(500);
  }

  @Test
  void wordsOfDevicesAndReceivers_withNul_areStored() {
    log.destinations(List.of("a"));
    Event event =
        new Event(
            EventSamples.id(1),
            "north-gate",
            new CameraId("gate-in"),
            START,
            new EventDetail.CameraState("down", "codec 'a\u0000b'"),
            List.of());
    log.append(event);
    log.retry("a", 1, START, "it said\u0000 503");

    assertThat(log.find(event.id())).isEqualTo(new StoredEvent(1, event));
    assertThat(log.unsent("a", false, 0, 9))
        .extracting(Unsent::reason)
        .containsExactly("it said\uFFFD 503");
    log.park("a", 1, "\u00004");
    assertThat(log.unsent("a", true, 0, 9)).extracting(Unsent::reason).containsExactly("\uFFFD4");
  }

  @Test
  void find_unknownId_isNull() {
    assertThat(log.find(EventSamples.id(99))).isNull();
  }

  @Test
  void afterAndBefore_pageInBothDirections() {
    for (int n = 1; n <= 5; n++) {
      log.append(event("gate-in", n));
    }
    assertThat(log.after(2, 2)).extracting(StoredEvent::sequence).containsExactly(3L, 4L);
    assertThat(log.before(4, 2)).extracting(StoredEvent::sequence).containsExactly(3L, 2L);
    assertThat(log.before(Long.MAX_VALUE, 1)).extracting(StoredEvent::sequence).containsExactly(5L);
  }

  @Test
  void counts_eventsOfACamera_areToldByStretchAndType() {
    CameraId gate = new CameraId("gate-in");
    for (int n : new int[] {1, 2, 3, 25, 60}) {
      log.append(event("gate-in", n));
    }
    log.append(event("yard", 4));

    List<EventCount> counts =
        log.counts(gate, START.plusSeconds(2), START.plusSeconds(60), Duration.ofSeconds(10));

    String type = event("gate-in", 1).detail().type();
    assertThat(counts)
        .containsExactly(
            new EventCount(0, type, 2, EventSamples.id(2), START.plusSeconds(2)),
            new EventCount(2, type, 1, EventSamples.id(25), START.plusSeconds(25)));
    assertThat(log.counts(new CameraId("nobody"), START, START.plusSeconds(9), Duration.ofHours(1)))
        .isEmpty();
  }

  @Test
  void reopen_keepsEventsAndWhatIsOwed() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));
    log.delivered("a", 1);

    reopen();

    assertThat(log.after(0, 10)).extracting(StoredEvent::event).contains(event("gate-in", 2));
    assertThat(log.backlog("a").delivered()).isEqualTo(1);
    assertThat(due("a", START)).containsExactly(2L);
  }

  @Test
  void destinations_newOne_owesOnlyFromThenOn() {
    log.append(event("gate-in", 1));
    log.destinations(List.of("a"));
    log.append(event("gate-in", 2));
    log.destinations(List.of("b"));
    log.append(event("gate-in", 3));

    assertThat(log.backlog("a").pending()).isEqualTo(1);
    assertThat(log.backlog("b").pending()).isEqualTo(1);
    assertThat(due("b", START)).containsExactly(3L);
  }

  @Test
  void due_severalEventsOfACamera_givesOnlyItsFirst() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));
    log.append(event("gate-out", 3));

    assertThat(due("a", START)).containsExactly(1L, 3L);
    log.delivered("a", 1);
    assertThat(due("a", START)).containsExactly(2L, 3L);
  }

  @Test
  void destinations_withFilters_areOwedWhatTheyWant() {
    log.destinations(
        Map.of(
            "gates", new EventFilter(List.of(), List.of(), List.of("gate-*"), List.of()),
            "plates",
                new EventFilter(
                    List.of("org.gatehouse.passage.*"), List.of(), List.of(), List.of()),
            "all", EventFilter.ALL));
    log.append(event("gate-in", 1));
    log.append(event("yard", 2));

    assertThat(due("gates", START)).containsExactly(1L);
    assertThat(due("plates", START)).isEmpty();
    assertThat(due("all", START)).containsExactly(1L, 2L);
  }

  @Test
  void replay_oneARangeOrWhatIsParked_areOwedAgain() {
    log.destinations(List.of("a"));
    for (int n = 1; n <= 5; n++) {
      log.append(event("cam-" + n, n));
    }
    log.delivered("a", 1);
    log.delivered("a", 2);
    log.park("a", 3, "404");
    log.park("a", 4, "404");

    assertThat(log.replay("a", new Replay.Parked(4, 9))).isEqualTo(1);
    assertThat(due("a", START)).containsExactly(4L, 5L);
    assertThat(log.replay("a", new Replay.One(EventSamples.id(1)))).isEqualTo(1);
    assertThat(due("a", START)).containsExactly(1L, 4L, 5L);
    assertThat(log.replay("a", new Replay.Range(2, 3))).isEqualTo(2);
    assertThat(due("a", START)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(log.replay("a", new Replay.One(EventSamples.id(77)))).isZero();
    assertThat(log.replay("b", new Replay.Range(1, 9))).isZero();
  }

  @Test
  void replay_moreThanAPage_areAllOwedAgain() throws Exception {
    log.destinations(List.of("a"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 1001; i++) {
        int n = i;
        threads.execute(
            () -> log.park("a", log.append(event("cam-" + n % 7, n)).sequence(), "404"));
      }
    }
    assertThat(log.replay("a", new Replay.Range(2, 1000))).isEqualTo(999);
    assertThat(log.replay("a")).isEqualTo(2);
    assertThat(log.backlog("a").pending()).isEqualTo(1001);
  }

  @Test
  void unsent_tellsWhatIsParkedAndWhatWaits_inPages() {
    log.destinations(List.of("a"));
    for (int n = 1; n <= 4; n++) {
      log.append(event("cam-" + n, n));
    }
    log.park("a", 1, "404");
    log.park("a", 3, "410");
    log.retry("a", 2, START, "503");

    assertThat(log.unsent("a", true, 0, 1))
        .containsExactly(new Unsent(1, EventSamples.id(1), 1, null, "404"));
    assertThat(log.unsent("a", true, 1, 9))
        .containsExactly(new Unsent(3, EventSamples.id(3), 1, null, "410"));
    assertThat(log.unsent("a", false, 0, 9))
        .containsExactly(
            new Unsent(2, EventSamples.id(2), 1, START, "503"),
            new Unsent(4, EventSamples.id(4), 0, Instant.EPOCH, null));
  }

  @Test
  void deliveries_ofAnEvent_areThoseThatWereEverOwed() {
    log.append(event("cam-1", 1));
    log.destinations(List.of("waits", "refused", "has"));
    log.append(event("cam-1", 2));
    log.park("refused", 2, "404");
    log.retry("waits", 2, START, "503");
    log.delivered("has", 2);

    assertThat(log.deliveries(1)).isEmpty();
    assertThat(log.deliveries(2))
        .containsExactly(
            new Delivery("has", DeliveryState.DELIVERED, 1, null, null),
            new Delivery("refused", DeliveryState.PARKED, 1, null, "404"),
            new Delivery("waits", DeliveryState.PENDING, 1, START, "503"));
  }

  @Test
  void due_exceptSomeCameras_leavesTheirsOut() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-out", 2));

    assertThat(log.due("a", START, 10, Set.of(new CameraId("gate-in"))))
        .extracting(due -> due.stored().sequence())
        .containsExactly(2L);
  }

  @Test
  void next_isTheFirstOfItsCameraIfThatIsDue() {
    log.destinations(List.of("a"));
    log.append(event("gate-out", 1));
    log.append(event("gate-in", 2));
    log.append(event("gate-in", 3));
    CameraId camera = new CameraId("gate-in");

    assertThat(log.next("a", camera, START))
        .isEqualTo(log.due("a", START, 10, Set.of(new CameraId("gate-out"))).getFirst());
    log.delivered("a", 2);
    log.retry("a", 3, START.plusSeconds(60), "503");
    assertThat(log.next("a", camera, START)).isNull();
    assertThat(log.next("a", camera, START.plusSeconds(60)))
        .extracting(PendingDelivery::attempts)
        .isEqualTo(1);
    log.delivered("a", 3);
    assertThat(log.next("a", camera, START)).isNull();
  }

  @Test
  void due_unknownDestination_isEmpty() {
    assertThat(due("nobody", START)).isEmpty();
    assertThat(log.nextDue("nobody")).isNull();
    assertThat(log.backlog("nobody")).isEqualTo(new Backlog(0, 0, 0, null));
  }

  @Test
  void retry_waitsUntilItsTimeAndHoldsTheCameraBack() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));
    Instant later = START.plusSeconds(60);

    log.retry("a", 1, later, "503");

    assertThat(due("a", START)).isEmpty();
    assertThat(log.nextDue("a")).isEqualTo(later);
    assertThat(log.due("a", later, 10)).extracting(PendingDelivery::attempts).containsExactly(1);
  }

  @Test
  void dueNow_makesWhatWaitsDue() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.retry("a", 1, START.plusSeconds(600), "503");

    log.dueNow("a");

    assertThat(due("a", START)).containsExactly(1L);
  }

  @Test
  void park_letsTheCameraGoOnUntilReplayed() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));

    log.park("a", 1, "404 Not Found");

    assertThat(due("a", START)).containsExactly(2L);
    assertThat(log.backlog("a").parked()).isEqualTo(1);
    assertThat(log.replay("a")).isEqualTo(1);
    assertThat(due("a", START)).containsExactly(1L);
  }

  @Test
  void delivered_twice_countsOnce() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.delivered("a", 1);
    log.delivered("a", 1);

    assertThat(log.backlog("a")).isEqualTo(new Backlog(0, 0, 1, null));
    assertThat(log.nextDue("a")).isNull();
  }

  @Test
  void backlog_namesTheOldestPending() {
    log.destinations(List.of("a"));
    log.append(event("gate-in", 1));
    log.append(event("gate-in", 2));
    log.delivered("a", 1);

    assertThat(log.backlog("a").oldestPending()).isEqualTo(event("gate-in", 2).time());
  }

  @Test
  void use_afterClose_isRefused() {
    log.close();
    assertThatThrownBy(() -> log.append(event("gate-in", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> log.after(0, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ids_ofACameraAndAStretch_areThoseAndNoOthers() {
    for (int n = 1; n <= 5; n++) {
      log.append(event("gate-in", n));
      log.append(event("yard", n + 10));
    }

    assertThat(log.ids(new CameraId("gate-in"), START.plusSeconds(2), START.plusSeconds(4)))
        .containsExactlyInAnyOrder(EventSamples.id(2), EventSamples.id(3), EventSamples.id(4));
  }

  private static Event passage(int n, String plate) {
    Instant time = START.plusSeconds(n);
    PlateRead read =
        new PlateRead(
            plate, 0.9, "CN", "standard", List.of(), new BoundingBox(0.1, 0.1, 0.2, 0.1), 3);
    return new Event(
        EventSamples.id(n),
        "north-gate",
        new CameraId("gate-in"),
        time,
        new EventDetail.PassageFinalized("p" + n, time, time, time, read, Direction.APPROACHING),
        List.of());
  }

  @Test
  void ofPlateAndBetween_someEvents_areFoundAndDeletedWithWhatIsOwed() {
    log.destinations(List.of("backend"));
    log.append(passage(1, "京A12345"));
    log.append(passage(2, "京A12346"));
    log.append(event("gate-in", 3));
    log.append(passage(4, "京A12345"));

    assertThat(log.ofPlate(Set.of("京A12345")))
        .containsExactly(EventSamples.id(1), EventSamples.id(4));
    assertThat(log.ofPlate(Set.of("京A1234"))).isEmpty();
    assertThat(between(Place.before(START.plusSeconds(2)), 3)).containsExactly(2L, 3L);
    assertThat(
            log.delete(Set.of(EventSamples.id(1), EventSamples.id(4), EventSamples.id(77)))
                .events())
        .isEqualTo(2);
    assertThat(log.ofPlate(Set.of("京A12345"))).isEmpty();
    assertThat(log.backlog("backend").pending()).isEqualTo(2);
  }

  /** Sequences of those at the camera until that second. */
  private List<Long> between(Place after, int to) {
    return log.between(new CameraId("gate-in"), after, START.plusSeconds(to), 2).stream()
        .map(StoredEvent::sequence)
        .toList();
  }

  @Test
  void between_pages_goOnBehindTheLastOne_alsoAmongThoseOfOneTime() {
    for (int n = 1; n <= 3; n++) {
      log.append(eventAt(n, START.plusSeconds(4)));
    }
    log.append(event("yard", 4));
    log.append(eventAt(5, START.plusSeconds(2)));

    assertThat(between(Place.before(START.plusSeconds(4)), 4)).containsExactly(1L, 2L);
    assertThat(between(new Place(START.plusSeconds(4), 2), 4)).containsExactly(3L);
    assertThat(between(Place.START, 4)).containsExactly(5L, 1L);
  }

  private static Event eventAt(int n, Instant time) {
    return new Event(
        EventSamples.id(n),
        "north-gate",
        new CameraId("gate-in"),
        time,
        new EventDetail.CameraState("up", "test"),
        List.of());
  }

  @Test
  void ofPlate_eventsOfItsPassages_areFound_alsoThoseThatSaidOtherwise() {
    log.append(decided(1, "p9", "皖A12345"));
    log.append(passage(9, "粤A12345"));
    log.append(decided(3, "p10", "粤A12345"));
    log.append(passage(10, "粤A12346"));
    log.append(decided(5, "p11", "粤A12347"));

    assertThat(log.ofPlate(Set.of("粤A12345")))
        .as("last those by which the others are found")
        .containsExactly(ids(1, 10, 9, 3));
    assertThat(log.ofPlate(Set.of("皖A12345"))).containsExactly(ids(9, 1));
    assertThat(log.ofPlate(Set.of("皖A12345", "粤A12347"))).containsExactly(ids(9, 1, 5));
  }

  private static UUID[] ids(int... numbers) {
    return IntStream.of(numbers).mapToObj(EventSamples::id).toArray(UUID[]::new);
  }

  private static Event decided(int n, String passage, String text) {
    Instant time = START.plusSeconds(n);
    PlateRead read =
        new PlateRead(text, 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new Event(
        EventSamples.id(n),
        "north-gate",
        new CameraId("gate-in"),
        time,
        new EventDetail.PassageDecided(passage, time, time, read, Direction.APPROACHING),
        List.of());
  }

  @Test
  void ofType_someEvents_areToldByTheirTimesInPages() {
    log.append(passage(5, "京A12345"));
    log.append(passage(2, "京A12346"));
    log.append(event("gate-in", 3));
    log.append(passage(4, "京A12347"));
    String type = EventDetail.PASSAGE_FINALIZED;

    List<StoredEvent> first = log.ofType(type, Place.START, START.plusSeconds(5), 1);
    assertThat(first).extracting(StoredEvent::sequence).containsExactly(2L);
    assertThat(log.ofType(type, Place.of(first.getFirst()), START.plusSeconds(5), 9))
        .extracting(StoredEvent::sequence)
        .containsExactly(4L);
    assertThat(log.ofType(type, Place.START, Instant.MAX, 9))
        .extracting(StoredEvent::sequence)
        .containsExactly(2L, 4L, 1L);
    assertThat(log.ofType(type, Place.before(START.plusSeconds(4)), Instant.MAX, 9))
        .extracting(StoredEvent::sequence)
        .containsExactly(4L, 1L);
  }

  @Test
  void deleteBefore_someTypes_leavesTheOthers() {
    log.append(passage(1, "京A12345"));
    log.append(event("gate-in", 2));
    EventTypes faces = EventTypes.only(EventDetail.FACE_SNAPSHOT);
    assertThat(log.deleteBefore(Instant.MAX, EventTypes.allBut(faces), List.of(), 9).events())
        .isEqualTo(1);
    assertThat(log.after(0, 9)).extracting(StoredEvent::sequence).containsExactly(2L);
    assertThat(log.deleteBefore(Instant.MAX, faces, List.of(), 9).events()).isEqualTo(1);
  }

  @Test
  void deleteBefore_oldEvents_goWithAllThatIsOwed_inParts_butNotWhatIsHeld() {
    log.destinations(List.of("backend"));
    for (int n = 1; n <= 10; n++) {
      log.append(event("gate-in", n));
    }
    log.delivered("backend", 1);
    log.park("backend", 4, "404");
    Instant limit = START.plusSeconds(9);
    Hold hold =
        new Hold(
            "h-1",
            new CameraId("gate-in"),
            START.plusSeconds(2),
            START.plusSeconds(3),
            "police",
            "case 7",
            START.plusSeconds(9999),
            START);

    assertThat(log.deleteBefore(limit, ALL, List.of(hold), 4))
        .isEqualTo(new Deleted(4, Map.of("backend", 3L)));
    assertThat(log.deleteBefore(limit, ALL, List.of(hold), 4))
        .isEqualTo(new Deleted(2, Map.of("backend", 2L)));
    assertThat(log.after(0, 100))
        .extracting(StoredEvent::sequence)
        .containsExactly(2L, 3L, 9L, 10L);
    assertThat(log.backlog("backend").pending()).isEqualTo(4);

    assertThat(log.deleteBefore(limit, ALL, List.of(), 100).events()).isEqualTo(2);
    reopen();
    assertThat(log.find(EventSamples.id(2))).isNull();
    assertThat(log.append(event("gate-in", 20)).sequence()).isEqualTo(11);
  }
}
