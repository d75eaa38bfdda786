package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.UnstorableException;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventServiceTest {
  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private FailingSnapshots snapshots;
  private Stores stores;
  private EventService service;

  @BeforeEach
  void open() {
    stores = new LocalStorageProvider().open(folder, time);
    snapshots = new FailingSnapshots(stores.snapshots());
    service =
        new EventService(
            "north-gate", stores.events(), snapshots, time, new Random(1), Duration.ofMillis(1));
  }

  @AfterEach
  void close() {
    service.close();
    stores.events().close();
  }

  @Test
  void passage_isStoredWithItsPicturesAndTimes() throws Exception {
    StoredEvent stored = service.passage(Reports.passage("gate-in", "p1", "川A113YP"));

    assertThat(stores.events().find(stored.event().id())).isEqualTo(stored);
    assertThat(stored.event().site()).isEqualTo("north-gate");
    assertThat(stored.event().time()).isEqualTo(Instant.ofEpochSecond(2));
    assertThat(stored.event().snapshots())
        .extracting(Snapshot::name)
        .containsExactly("crop", "scene");
    assertThat(stores.snapshots().read(stored.event().id(), "scene")).hasSize(4);
    assertThat(service.counted(EventCounter.PASSAGES)).isEqualTo(1);
  }

  @Test
  void passage_toldTwice_isOneEvent() {
    StoredEvent first = service.passage(Reports.passage("gate-in", "p1", "川A113YP"));
    StoredEvent second = service.passage(Reports.passage("gate-in", "p1", "川A113YP"));

    assertThat(second).isEqualTo(first);
    assertThat(stores.events().after(0, 10)).hasSize(1);
    assertThat(service.counted(EventCounter.REPEATED_REPORTS)).isEqualTo(1);
  }

  @Test
  void face_ofThisRunToldTwice_isOneEventWithItsPictureAsItWas() {
    long later = time.epochMicros() + 60_000_000;
    StoredEvent first = service.face(Reports.face("walk", "t1", later));
    StoredEvent second = service.face(Reports.face("walk", "t1", later));

    assertThat(second).isEqualTo(first);
    assertThat(stores.events().after(0, 10)).containsExactly(first);
    assertThat(service.counted(EventCounter.REPEATED_REPORTS)).isEqualTo(1);
  }

  @Test
  void reports_toldAgainAfterACrash_areTheEventsThatAreThere() {
    StoredEvent passage = service.passage(Reports.passage("gate-in", "p1", "川A113YP"));
    StoredEvent face = service.face(Reports.face("walk", "t1", 1_000_000));
    EventService restarted =
        new EventService("north-gate", stores.events(), snapshots, time, new Random(2));
    assertThat(restarted.passage(Reports.passage("gate-in", "p1", "川A113YP"))).isEqualTo(passage);
    assertThat(restarted.face(Reports.face("walk", "t1", 1_000_000))).isEqualTo(face);
    assertThat(restarted.counted(EventCounter.REPEATED_REPORTS)).isEqualTo(2);
    assertThat(stores.events().after(0, 10)).containsExactly(passage, face);
    restarted.close();
  }

  @Test
  void passage_decidedThenFinalized_areTwoEventsOfOnePassage() {
    StoredEvent decided =
        service.passage(Reports.passage("gate-in", "p1", Stage.DECIDED, "川A118YP"));
    StoredEvent last =
        service.passage(Reports.passage("gate-in", "p1", Stage.FINALIZED, "川A113YP"));

    assertThat(decided.event().detail())
        .isInstanceOfSatisfying(
            EventDetail.PassageDecided.class,
            d -> {
              assertThat(d.passageId()).isEqualTo("p1");
              assertThat(d.plate().text()).isEqualTo("川A118YP");
            });
    assertThat(last.event().detail())
        .isInstanceOfSatisfying(
            EventDetail.PassageFinalized.class, p -> assertThat(p.passageId()).isEqualTo("p1"));
    assertThat(decided.event().snapshots()).extracting("name").containsExactly("crop", "scene");
    assertThat(service.counted(EventCounter.DECISIONS)).isEqualTo(1);
    assertThat(service.counted(EventCounter.PASSAGES)).isEqualTo(1);
  }

  @Test
  void noRead_isStoredWithItsSceneAlone() {
    StoredEvent stored = service.noRead(Reports.noRead("gate-in", "p2"));
    assertThat(stored.event().detail())
        .isInstanceOfSatisfying(
            EventDetail.PassageNoRead.class, p -> assertThat(p.passageId()).isEqualTo("p2"));
    assertThat(stored.event().snapshots()).extracting("name").containsExactly("scene");
    assertThat(service.counted(EventCounter.NO_READS)).isEqualTo(1);
  }

  @Test
  void face_sameNameFromARestartedWorker_isAnotherEvent() {
    service.face(Reports.face("walk", "t1", 1_000_000));
    service.face(Reports.face("walk", "t1", 9_000_000));
    assertThat(stores.events().after(0, 10)).hasSize(2);
  }

  @Test
  void face_samePictureTwice_sharesNeitherDigestNorSize() {
    Snapshot first =
        service.face(Reports.face("walk", "t1", 1_000_000)).event().snapshots().getFirst();
    Snapshot second =
        service.face(Reports.face("walk-2", "t1", 1_000_000)).event().snapshots().getFirst();
    assertThat(first.sha256()).isNotEqualTo(second.sha256());
    assertThat(first.bytes()).isNotEqualTo(second.bytes());
  }

  @Test
  void listeners_hearEachEventOnceInOrderAndOnlyWhenDurable() {
    List<Long> heard = new ArrayList<>();
    service.addListener(
        stored -> {
          assertThat(stores.events().find(stored.event().id())).isNotNull();
          heard.add(stored.sequence());
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        String id = "p" + i;
        threads.execute(() -> service.passage(Reports.passage("gate-in", id, "A1")));
      }
    }
    assertThat(heard).hasSize(50).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void listener_thatFails_doesNotHurtOthers() {
    List<Long> heard = new ArrayList<>();
    service.addListener(
        stored -> {
          throw new IllegalArgumentException("broken listener");
        });
    service.addListener(stored -> heard.add(stored.sequence()));
    service.passage(Reports.passage("gate-in", "p1", "A1"));
    assertThat(heard).containsExactly(1L);
  }

  @Test
  void passage_picturesCannotBeWritten_waitsAndThenIsStored() {
    snapshots.failures.set(3);
    StoredEvent stored = service.passage(Reports.passage("gate-in", "p1", "A1"));
    assertThat(stored.sequence()).isEqualTo(1);
    assertThat(service.counted(EventCounter.STORAGE_RETRIES)).isEqualTo(3);
    assertThat(service.trouble()).isNull();
  }

  @Test
  void close_whileStorageRefuses_letsTheReporterGoWithoutARow() throws Exception {
    snapshots.failures.set(Integer.MAX_VALUE);
    Thread closer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (service.trouble() == null) {
                    Thread.onSpinWait();
                  }
                  service.close();
                });
    assertThatThrownBy(() -> service.passage(Reports.passage("gate-in", "p1", "A1")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the engine stops");
    closer.join();
    assertThat(stores.events().after(0, 1)).isEmpty();
  }

  @Test
  void cameraStateAndGap_areRecordedInOrderByTheTimeOfClose() {
    CameraId camera = new CameraId("gate-in");
    service.cameraState(camera, true, "streaming");
    service.cameraState(camera, false, "connect: Connection refused");
    service.gap(StreamId.main(camera), 1_000_000, 2_000_000, "worker restarted");
    service.close();

    assertThat(stores.events().after(0, 10))
        .extracting(stored -> stored.event().detail())
        .containsExactly(
            new EventDetail.CameraState("up", "streaming"),
            new EventDetail.CameraState("down", "connect: Connection refused"),
            new EventDetail.AnalyticsGap(
                Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), "worker restarted"));
  }

  @Test
  void cameraState_oneThatCanNeverBeStored_isCountedAndHoldsNothingUp() {
    AtomicInteger appends = new AtomicInteger();
    EventLog picky =
        WatchedLog.of(
            stores.events(),
            "append",
            () -> {
              if (appends.incrementAndGet() == 1) {
                throw new UnstorableException("no place for NUL", new IOException("22P05"));
              }
            });
    EventService notes =
        new EventService("north-gate", picky, snapshots, time, new Random(3), Duration.ofMillis(1));
    CameraId camera = new CameraId("gate-in");
    notes.cameraState(camera, true, "streaming");
    notes.cameraState(camera, false, "timeout");
    notes.close();

    assertThat(stores.events().after(0, 10))
        .extracting(stored -> stored.event().detail())
        .containsExactly(new EventDetail.CameraState("down", "timeout"));
    assertThat(notes.counted(EventCounter.UNSTORABLE)).isEqualTo(1);
    assertThat(notes.counted(EventCounter.STORAGE_RETRIES)).isZero();
    assertThat(notes.trouble()).isNull();
  }

  /** A store that fails as often as told. */
  private static final class FailingSnapshots implements SnapshotStore {
    private final SnapshotStore real;
    private final AtomicInteger failures = new AtomicInteger();

    FailingSnapshots(SnapshotStore real) {
      this.real = real;
    }

    @Override
    public boolean delete(UUID event, String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int deleteBefore(Instant time, Set<UUID> keep, int most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Snapshot> write(UUID event, Map<String, byte[]> jpegs) throws IOException {
      if (failures.getAndDecrement() > 0) {
        throw new IOException("No space left on device");
      }
      return real.write(event, jpegs);
    }

    @Override
    public byte[] read(UUID event, String name) throws IOException {
      return real.read(event, name);
    }
  }

  @Test
  void gate_sameOrderToldAgainAlsoByALaterRun_isOneEventAndEachTimeDurable() {
    CameraId camera = new CameraId("gate-in");
    Instant at = Instant.EPOCH.plus(time.epochMicros(), ChronoUnit.MICROS);
    EventDetail end =
        new EventDetail.GateCommanded(
            "north", "c1", "p1", "open", "lists", "confirmed", at, at, at, "");
    AtomicInteger durable = new AtomicInteger();
    service.gate(camera, end, durable::incrementAndGet);
    service.gate(camera, end, durable::incrementAndGet);
    service.close();
    EventService restarted =
        new EventService("north-gate", stores.events(), snapshots, time, new Random(2));
    restarted.gate(camera, end, durable::incrementAndGet);
    restarted.close();
    assertThat(stores.events().after(0, 10))
        .singleElement()
        .satisfies(stored -> assertThat(stored.event().detail()).isEqualTo(end));
    assertThat(durable).hasValue(3);
  }
}
