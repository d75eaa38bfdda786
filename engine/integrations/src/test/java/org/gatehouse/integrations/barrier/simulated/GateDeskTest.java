package org.gatehouse.integrations.barrier.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.integrations.barrier.simulated.SimulatedBarrierConfig.Behaviour;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.gate.GateParts;
import org.gatehouse.runtime.gate.GateReply;
import org.gatehouse.runtime.gate.GateRequest;
import org.gatehouse.runtime.gate.LaneCommand;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.runtime.gate.LaneStatus;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.runtime.gate.Passback;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes with their threads, their stores and a barrier. */
class GateDeskTest {
  private static final CameraId IN = new CameraId("gate-in");
  private static final CameraId OUT = new CameraId("gate-out");
  private static final String PLATE = "京A12345";

  @TempDir Path folder;
  private final Ticker ticker = Ticker.system();
  private final AlarmBoard alarms = new AlarmBoard();
  private final List<EventDetail> events = new CopyOnWriteArrayList<>();
  private final SimulatedBarrier barrier = barrier(true);
  private final SimulatedBarrier outer = barrier(false);
  private volatile boolean lost;
  private GateDesk desk;
  private VehicleLists lists;
  private GateStore store;

  private SimulatedBarrier barrier(boolean loop) {
    SimulatedBarrierConfig config =
        new SimulatedBarrierConfig(
            Duration.ofMillis(5), Duration.ofSeconds(5), Behaviour.OBEY, loop);
    return new SimulatedBarrier(config, Duration.ofMillis(200), ticker);
  }

  private static LaneRules rules(String name, PassDirection direction, CameraId camera) {
    return new LaneRules(
        name,
        direction,
        List.of(camera),
        List.of(),
        Map.of(Standing.ALLOW, Outcome.OPEN),
        false,
        null,
        Outcome.OPEN,
        Passback.OFF,
        "site",
        Duration.ofMillis(500),
        Duration.ofSeconds(20),
        null,
        Duration.ofSeconds(2));
  }

  @BeforeEach
  void open() {
    LocalStorageProvider stores = new LocalStorageProvider();
    VehicleListStore entries = stores.lists(DataPlace.of(folder));
    try (ListChange change = entries.change()) {
      change.put(ListEntry.of(PLATE, ListKind.ALLOW));
      change.apply(true);
    }
    lists = VehicleLists.open(entries, ZoneOffset.UTC);
    store = stores.gates(folder);
    desk =
        new GateDesk(
                Map.of(
                    rules("north", PassDirection.IN, IN),
                    barrier,
                    rules("south", PassDirection.OUT, OUT),
                    outer),
                new GateParts(lists, store, this::record, alarms, ticker))
            .start();
  }

  private void record(CameraId camera, EventDetail detail, Runnable durable) {
    if (!lost) {
      events.add(detail);
      durable.run();
    }
  }

  @AfterEach
  void close() {
    desk.close();
    lists.close();
    store.close();
  }

  private PassageReport report(CameraId camera, String passage, PassageReport.Stage stage) {
    long now = ticker.epochMicros();
    PlateRead plate =
        new PlateRead("京A·12345", 0.9, "CN", "standard", List.of(), new BoundingBox(0, 0, 1, 1), 5);
    return new PassageReport(
        StreamId.main(camera),
        passage + stage,
        passage,
        stage,
        now - 500_000,
        now,
        now,
        plate,
        Direction.UNKNOWN,
        new byte[0],
        new byte[0]);
  }

  private void decided(CameraId camera, String passage) {
    desk.passage(report(camera, passage, PassageReport.Stage.DECIDED));
  }

  private void left(CameraId camera, String passage) {
    desk.passage(report(camera, passage, PassageReport.Stage.FINALIZED));
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!what.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(what.getAsBoolean()).isTrue();
  }

  private LaneStatus north() {
    return Objects.requireNonNull(desk.find("north"));
  }

  private List<LaneCommand> commands() {
    return north().commands();
  }

  private long told(Class<? extends EventDetail> type) {
    return events.stream().filter(type::isInstance).count();
  }

  private GateReply ask(GateRequest request) throws Exception {
    return desk.ask("north", request).get(5, TimeUnit.SECONDS);
  }

  @Test
  void passage_listedVehicle_opensAndTheVisitIsPaired() throws Exception {
    decided(IN, "p1");
    await(() -> told(GateCommanded.class) == 1);
    await(() -> commands().getFirst().state() == State.CONFIRMED);
    await(() -> north().barrier().position().word().equals("open"));
    left(IN, "p1");
    await(() -> told(EventDetail.VisitStarted.class) == 1);
    assertThat(store.inside("site")).isOne();
    decided(OUT, "p2");
    left(OUT, "p2");
    await(() -> told(EventDetail.VisitEnded.class) == 1);
    assertThat(store.inside("site")).isZero();
    assertThat(events.toString()).doesNotContain(PLATE);
    assertThat(store.open()).isEmpty();
  }

  @Test
  void restart_sameReport_doesNotOpenAgain() throws Exception {
    decided(IN, "p1");
    await(() -> told(GateCommanded.class) == 1);
    close();
    open();
    decided(IN, "p1");
    decided(IN, "p-by-another-worker");
    await(() -> north().vehicle() != null);
    ask(new GateRequest.Deny(""));
    assertThat(told(GateCommanded.class)).isOne();
  }

  @Test
  void barrierRefusesOrIsSilent_isToldAsItIs() throws Exception {
    barrier.behave(Behaviour.REFUSE);
    ask(new GateRequest.Open(""));
    await(() -> commands().getFirst().state() == State.FAILED);
    barrier.behave(Behaviour.SILENT);
    decided(IN, "p1");
    await(() -> commands().size() == 2 && commands().getFirst().state() == State.NO_ANSWER);
    await(() -> north().trouble() != null);
    assertThat(alarms.open()).isNotEmpty();
  }

  @Test
  void release_somethingBelowTheArm_closesOnlyWhenItHasGone() throws Exception {
    ask(new GateRequest.Hold());
    await(() -> commands().getFirst().state() == State.CONFIRMED);
    barrier.occupy(true);
    await(() -> north().barrier().loop().word().equals("occupied"));
    ask(new GateRequest.Release());
    await(() -> north().closeWaits());
    assertThat(commands()).hasSize(1);
    barrier.occupy(false);
    await(() -> commands().size() == 2 && commands().getFirst().state() == State.CONFIRMED);
    assertThat(commands().getFirst().action().word()).isEqualTo("close");
  }

  @Test
  void line_loopIsOccupiedSinceItWasHeard_keepsTheOrderToCloseBack() throws Exception {
    ask(new GateRequest.Hold());
    await(() -> north().barrier().loop().word().equals("free"));
    barrier.occupy(true);
    ask(new GateRequest.Release());
    await(
        () ->
            north().closeWaits()
                || commands().getFirst().detail().contains("the loop is occupied"));
    assertThat(north().barrier().position().word()).isEqualTo("open");
  }

  @Test
  void restart_barrierWasHeldOpen_isKnownToBeAndReleased() throws Exception {
    ask(new GateRequest.Hold());
    await(() -> commands().getFirst().state() == State.CONFIRMED);
    close();
    open();
    assertThat(north().held()).isTrue();
    await(() -> north().barrier().loop().word().equals("free"));
    barrier.occupy(true);
    await(() -> north().barrier().loop().word().equals("occupied"));
    ask(new GateRequest.Release());
    close();
    open();
    await(() -> north().closeWaits());
    assertThat(north().held()).isFalse();
    barrier.occupy(false);
    await(() -> !commands().isEmpty() && commands().getFirst().state() == State.CONFIRMED);
    assertThat(commands().getFirst().action().word()).isEqualTo("close");
  }

  @Test
  void restart_eventOfAnOrderWasLost_isToldOnceWithWhatWasKnown() throws Exception {
    lost = true;
    decided(IN, "p1");
    await(() -> !commands().isEmpty() && commands().getFirst().state() == State.CONFIRMED);
    close();
    lost = false;
    open();
    assertThat(told(GateCommanded.class)).isOne();
    GateCommanded told = (GateCommanded) events.getFirst();
    assertThat(told.outcome()).isEqualTo("confirmed");
    assertThat(told.sentAt()).isNotNull();
    close();
    open();
    assertThat(told(GateCommanded.class)).isOne();
  }
}
