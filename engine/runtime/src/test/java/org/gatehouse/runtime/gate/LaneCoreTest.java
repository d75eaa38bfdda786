package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.record.WeekSchedule;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.MemoryLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneCoreTest {
  private static final CameraId FRONT = new CameraId("gate-front");
  private static final CameraId REAR = new CameraId("gate-rear");
  private static final String ALLOWED = "京A12345";
  private static final String DENIED = "京A66666";

  /** Differs from {@link #ALLOWED} in one character that looks alike. */
  private static final String ALIKE = "京A1234S";

  private final FakeTicker ticker = new FakeTicker();
  private final MemoryLists store = new MemoryLists();
  private final RecordingHands hands = new RecordingHands();
  private @Nullable VehicleLists lists;
  private boolean tolerant;
  private Passback passback = Passback.OFF;
  private PassDirection direction = PassDirection.IN;
  private Outcome unwritten = Outcome.OPEN;
  private @Nullable WeekSchedule schedule;
  private @Nullable Duration closeAfter;
  private boolean hasLoop;
  private LaneCore core = lane();

  private LaneCore lane() {
    close();
    store.entries.clear();
    store.entries.add(ListEntry.of(ALLOWED, ListKind.ALLOW));
    store.entries.add(ListEntry.of(DENIED, ListKind.DENY));
    return reopened();
  }

  private LaneCore reopened() {
    lists = VehicleLists.open(store, ZoneOffset.UTC);
    Map<Standing, Outcome> outcomes = new EnumMap<>(Standing.class);
    outcomes.put(Standing.ALLOW, Outcome.OPEN);
    outcomes.put(Standing.VISITOR, Outcome.OPEN);
    outcomes.put(Standing.DENY, Outcome.REFUSE);
    outcomes.put(Standing.UNLISTED, Outcome.CHECK);
    LaneRules rules =
        new LaneRules(
            "north",
            direction,
            List.of(FRONT),
            List.of(REAR),
            outcomes,
            tolerant,
            schedule,
            unwritten,
            passback,
            "site",
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            closeAfter,
            Duration.ofSeconds(10));
    return new LaneCore(
        rules, new Judge(Objects.requireNonNull(lists), rules), hands, ticker, hasLoop);
  }

  private void listed(ListEntry entry) {
    store.entries.add(entry);
    store.revision++;
    Objects.requireNonNull(lists).close();
    core = reopened();
  }

  @AfterEach
  void close() {
    if (lists != null) {
      lists.close();
    }
  }

  private void sees(CameraId camera, String passage, String text, boolean sure, boolean left) {
    long now = ticker.epochMicros();
    core.seen(
        new Sighting(camera, passage, text, sure, left, Direction.APPROACHING, now - 500_000, now));
  }

  private void decided(String passage, String text) {
    sees(FRONT, passage, text, true, false);
  }

  private void left(String passage, String text) {
    sees(FRONT, passage, text, true, true);
  }

  private void confirmAll() {
    hands.orders.forEach(
        order -> {
          core.sent(order.id(), Instant.EPOCH);
          core.answered(order.id(), new BarrierAnswer.Done());
        });
  }

  private void wait(Duration time) {
    for (Duration step = Duration.ofMillis(500); !time.isNegative() && !time.isZero(); ) {
      ticker.advance(step);
      time = time.minus(step);
      core.tick();
    }
  }

  private void hears(Position position, Loop loop) {
    core.heard(new BarrierState(position, loop));
  }

  private GateDecided lastDecision() {
    return hands.events(GateDecided.class).getLast();
  }

  private List<LaneCommand> commands() {
    return core.status().commands();
  }

  @Test
  void decided_allowed_opensOnceHoweverOftenItIsTold() {
    decided("p1", ALLOWED);
    decided("p1", ALLOWED);
    sees(FRONT, "p1", ALLOWED, true, true);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(hands.events(GateDecided.class)).hasSize(1);
    assertThat(lastDecision().outcome()).isEqualTo("open");
    assertThat(lastDecision().standing()).isEqualTo("allow");
    assertThat(hands.passed).containsExactly(ALLOWED);
  }

  @Test
  void decided_deniedOrUnlisted_doesNotOpen() {
    decided("p1", DENIED);
    assertThat(lastDecision().outcome()).isEqualTo("refuse");
    decided("p2", "粤B99999");
    assertThat(lastDecision().outcome()).isEqualTo("check");
    assertThat(hands.orders).isEmpty();
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_CHECK);
    sees(FRONT, "p2", "粤B99999", true, true);
    assertThat(hands.alarms).isEmpty();
  }

  @Test
  void decided_lookAlike_opensOnlyWhereThatIsTolerated() {
    decided("p1", ALIKE);
    assertThat(hands.orders).isEmpty();
    tolerant = true;
    core = lane();
    decided("p2", ALIKE);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(lastDecision().reason()).isEqualTo("look-alike");
  }

  @Test
  void decided_looksLikeOneThatIsDenied_neverOpens() {
    tolerant = true;
    core = lane();
    store.entries.add(ListEntry.of("京A12S45", ListKind.DENY));
    listed(ListEntry.of("京AI2545", ListKind.ALLOW));
    decided("p1", "京A12545");
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void decided_looksLikeOneThatIsDeniedAtACameraOfTheLane_neverOpens() {
    tolerant = true;
    core = lane();
    Set<String> place = Set.of(FRONT.value());
    listed(new ListEntry("京A12S45", ListKind.DENY, null, null, place, List.of(), null, 0));
    listed(ListEntry.of("京AI2545", ListKind.ALLOW));
    decided("p1", "京A12545");
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void decided_characterUnsure_waitsForAPerson_andOpensOnceItIsSure() {
    sees(FRONT, "p1", ALLOWED, false, false);
    assertThat(hands.orders).isEmpty();
    assertThat(lastDecision().reason()).isEqualTo("unsure");
    sees(FRONT, "p1", ALLOWED, true, false);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
  }

  @Test
  void decided_correctedToAnAllowedPlate_opens_andTheOtherWayRoundTellsOnly() {
    decided("p1", "粤B99999");
    decided("p1", ALLOWED);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    decided("p1", "粤B99999");
    assertThat(lastDecision().outcome()).isEqualTo("check");
    assertThat(hands.orders).hasSize(1);
  }

  @Test
  void decided_reportIsOld_doesNotOpenForWhoeverIsThereNow() {
    long then = ticker.epochMicros() - 59_000_000;
    core.seen(
        new Sighting(FRONT, "p1", ALLOWED, true, false, Direction.UNKNOWN, then - 1_000_000, then));
    assertThat(lastDecision().reason()).isEqualTo("late");
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void decided_outsideOfTheLanesTimes_waitsForAPerson() {
    schedule = WeekSchedule.parse(List.of("daily 00:00-01:00"), ZoneOffset.UTC);
    core = lane();
    decided("p1", ALLOWED);
    assertThat(hands.orders).isEmpty();
    assertThat(lastDecision().reason()).isEqualTo("schedule");
  }

  @Test
  void decided_frontAndRearCamera_areOnePassage() {
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    ticker.advance(Duration.ofSeconds(3));
    sees(REAR, "r1", "京A12S45", true, false);
    sees(REAR, "r1", "京A12S45", true, true);
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    assertThat(hands.passed).containsExactly(ALLOWED);
    assertThat(hands.events(GateDecided.class)).hasSize(1);
  }

  @Test
  void decided_visitorWithoutAPassLeft_waitsForAPerson() {
    store.entries.add(
        new ListEntry("京A55555", ListKind.VISITOR, null, null, Set.of(), List.of(), null, 1));
    store.revision++;
    Objects.requireNonNull(lists).close();
    core = reopened();
    hands.passes = 1;
    decided("p1", "京A55555");
    decided("p1", "京A55555");
    assertThat(hands.orders).hasSize(1);
    ticker.advance(Duration.ofMinutes(2));
    decided("p2", "京A55555");
    assertThat(hands.orders).hasSize(1);
    assertThat(lastDecision().reason()).isEqualTo("lapsed");
  }

  @Test
  void restart_passageThatWasOpenedFor_isNotOpenedForAgain() {
    decided("p1", ALLOWED);
    LaneCore next = reopened();
    next.resume(List.copyOf(hands.intents.values()), List.copyOf(hands.intents.values()));
    core = next;
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
    decided("p1", ALLOWED);
    // The same vehicle, which another worker knows by another name.
    decided("p9", ALLOWED);
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.events(GateCommanded.class).getLast().detail()).contains("stopped");
  }

  @Test
  void restart_rememberedByTheStoreOnly_isNotOpenedForAgain() {
    decided("p1", ALLOWED);
    core = reopened();
    decided("p1", ALLOWED);
    assertThat(hands.orders).hasSize(1);
  }

  @Test
  void order_diskTakesNothing_followsTheLanesPolicyAndIsAnAlarm() {
    hands.diskFull = true;
    decided("p1", ALLOWED);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_UNWRITTEN);
    unwritten = Outcome.CHECK;
    core = lane();
    decided("p2", ALLOWED);
    assertThat(hands.orders).hasSize(1);
    assertThat(lastDecision().reason()).isEqualTo("unwritten");
    hands.diskFull = false;
    core.ask(new GateRequest.Open(""));
    assertThat(hands.alarms).doesNotContainValue(Alarm.Kind.GATE_UNWRITTEN);
  }

  @Test
  void command_answeredRefusedOrSilent_isToldAsItIs() {
    decided("p1", ALLOWED);
    UUID first = hands.orders.getFirst().id();
    assertThat(commands().getFirst().state()).isEqualTo(State.INTENDED);
    core.sent(first, Instant.EPOCH);
    assertThat(commands().getFirst().state()).isEqualTo(State.SENT);
    core.answered(first, new BarrierAnswer.Done());
    assertThat(hands.outcomes).containsEntry(first, "confirmed");
    ticker.advance(Duration.ofMinutes(1));
    core.ask(new GateRequest.Open(""));
    core.answered(hands.orders.get(1).id(), new BarrierAnswer.Failed("it is locked"));
    assertThat(hands.events(GateCommanded.class).getLast().outcome()).isEqualTo("failed");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_BARRIER);
    ticker.advance(Duration.ofMinutes(1));
    core.ask(new GateRequest.Open(""));
    wait(Duration.ofSeconds(3));
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
    core.answered(hands.orders.get(2).id(), new BarrierAnswer.Done());
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
  }

  @Test
  void tailgate_secondVehicleOnTheSameOpening_isToldOnce() {
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    ticker.advance(Duration.ofSeconds(2));
    decided("p2", "粤B99999");
    left("p2", "粤B99999");
    decided("p3", "粤B88888");
    left("p3", "粤B88888");
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
    assertThat(hands.events(GateTailgate.class).getFirst().passageId()).isEqualTo("p2");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_TAILGATE);
    wait(Duration.ofMinutes(6));
    assertThat(hands.alarms).doesNotContainValue(Alarm.Kind.GATE_TAILGATE);
  }

  @Test
  void tailgate_secondVehicleHasItsOwnOpening_isNone() {
    listed(ListEntry.of("京A77777", ListKind.ALLOW));
    decided("p1", ALLOWED);
    decided("p2", "京A77777");
    left("p1", ALLOWED);
    left("p2", "京A77777");
    assertThat(hands.orders).hasSize(2);
    assertThat(hands.events(GateTailgate.class)).isEmpty();
  }

  @Test
  void tailgate_loopIsLeftByOneAndTakenByTheNext_eachWithItsOpening_isNone() {
    hasLoop = true;
    core = lane();
    listed(ListEntry.of("京A77777", ListKind.ALLOW));
    hears(Position.CLOSED, Loop.FREE);
    decided("p1", ALLOWED);
    hears(Position.OPEN, Loop.OCCUPIED);
    decided("p2", "京A77777");
    hears(Position.OPEN, Loop.FREE);
    hears(Position.OPEN, Loop.OCCUPIED);
    assertThat(hands.events(GateTailgate.class)).isEmpty();
  }

  @Test
  void tailgate_barrierIsClosedAgain_isNone() {
    decided("p1", ALLOWED);
    confirmAll();
    hears(Position.OPEN, Loop.UNKNOWN);
    left("p1", ALLOWED);
    ticker.advance(Duration.ofSeconds(5));
    hears(Position.CLOSED, Loop.UNKNOWN);
    ticker.advance(Duration.ofSeconds(1));
    decided("p2", "粤B99999");
    left("p2", "粤B99999");
    assertThat(hands.events(GateTailgate.class)).isEmpty();
  }

  @Test
  void tailgate_vehicleTurnsBack_isNone() {
    decided("p1", ALLOWED);
    long now = ticker.epochMicros();
    core.seen(new Sighting(FRONT, "p2", "粤B99999", true, true, Direction.OUT, now, now));
    assertThat(hands.events(GateTailgate.class)).isEmpty();
  }

  @Test
  void tailgate_loopSeesASecondVehicle_isToldOnceWhoeverSeesItFirst() {
    hasLoop = true;
    core = lane();
    hears(Position.CLOSED, Loop.OCCUPIED);
    decided("p1", ALLOWED);
    hears(Position.OPEN, Loop.OCCUPIED);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    hears(Position.OPEN, Loop.OCCUPIED);
    left("p2", "粤B99999");
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
    assertThat(hands.events(GateTailgate.class).getFirst().by()).isEqualTo("loop");
  }

  @Test
  void close_loopOccupied_isNeverSent() {
    hasLoop = true;
    closeAfter = Duration.ofSeconds(5);
    core = lane();
    hears(Position.CLOSED, Loop.OCCUPIED);
    decided("p1", ALLOWED);
    hears(Position.OPEN, Loop.OCCUPIED);
    wait(Duration.ofSeconds(8));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(core.status().closeWaits()).isTrue();
    hears(Position.OPEN, Loop.UNKNOWN);
    assertThat(hands.orders).hasSize(1);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN, BarrierAction.CLOSE);
    // Somebody came just then, and the line kept it back.
    core.answered(hands.orders.get(1).id(), new BarrierAnswer.Failed("the loop is occupied"));
    hears(Position.OPEN, Loop.OCCUPIED);
    assertThat(hands.orders).hasSize(2);
    wait(Duration.ofSeconds(1));
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.CLOSE);
    assertThat(hands.orders).hasSize(3);
  }

  @Test
  void close_barrierRefuses_isToldAgainOnlyAfterAPauseThatGrows() {
    hasLoop = true;
    closeAfter = Duration.ofSeconds(5);
    core = lane();
    decided("p1", ALLOWED);
    wait(Duration.ofSeconds(6));
    hears(Position.OPEN, Loop.FREE);
    for (Duration pause : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))) {
      int told = hands.orders.size();
      core.answered(hands.orders.getLast().id(), new BarrierAnswer.Failed("it answered 400"));
      hears(Position.OPEN, Loop.FREE);
      wait(pause.minusMillis(500));
      hears(Position.OPEN, Loop.FREE);
      assertThat(hands.orders).hasSize(told);
      wait(Duration.ofMillis(500));
      hears(Position.OPEN, Loop.FREE);
      assertThat(hands.orders).hasSize(told + 1);
    }
  }

  @Test
  void release_ofWhatAnEarlierRunMayHaveHeld_closes() {
    assertThat(core.ask(new GateRequest.Release()).refusal()).isNull();
    assertThat(hands.actions()).containsExactly(BarrierAction.CLOSE);
    assertThat(core.ask(new GateRequest.Release()).refusal()).contains("not held");
  }

  @Test
  void hold_andRelease_waitForTheLoop() {
    hasLoop = true;
    core = lane();
    core.ask(new GateRequest.Hold());
    core.ask(new GateRequest.Hold());
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD);
    decided("p1", ALLOWED);
    left("p1", ALLOWED);
    left("p2", "粤B99999");
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.passed).containsExactly(ALLOWED, "粤B99999");
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    hears(Position.OPEN, Loop.OCCUPIED);
    core.ask(new GateRequest.Release());
    assertThat(hands.orders).hasSize(1);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD, BarrierAction.CLOSE);
    assertThat(core.ask(new GateRequest.Release()).refusal()).contains("not held");
  }

  @Test
  void open_byHand_isForTheVehicleThatWaits_andTwiceMeansOnce() {
    decided("p1", "粤B99999");
    GateReply first = core.ask(new GateRequest.Open(""));
    GateReply second = core.ask(new GateRequest.Open(""));
    assertThat(second.command()).isEqualTo(first.command());
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.alarms).isEmpty();
    assertThat(lastDecision().reason()).isEqualTo("person");
    left("p1", "粤B99999");
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    assertThat(hands.passed).containsExactly("粤B99999");
  }

  @Test
  void open_byHandForNobodyInSight_isForTheFirstWhoComes() {
    core.ask(new GateRequest.Open(""));
    left("p1", "粤B99999");
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    left("p2", "粤B88888");
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
  }

  @Test
  void open_byHandForADeniedVehicle_isRefused() {
    decided("p1", DENIED);
    assertThat(core.ask(new GateRequest.Open("")).refusal()).contains("deny list");
    assertThat(core.ask(new GateRequest.Typed(DENIED, "")).command()).isNull();
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void open_byHandForAPassageThatIsNotKnown_isRefused() {
    decided("p1", DENIED);
    assertThat(core.ask(new GateRequest.Open("nonsense")).refusal()).contains("no such passage");
    assertThat(core.ask(new GateRequest.Typed(ALLOWED, "nonsense")).refusal()).isNotNull();
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void open_byHandWhileADeniedVehicleStandsForMinutes_isRefused() {
    decided("p1", DENIED);
    wait(Duration.ofMinutes(7));
    assertThat(core.ask(new GateRequest.Open("")).refusal()).contains("deny list");
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void open_byHandForOneBehindADeniedVehicle_isRefusedUntilThatHasGone() {
    decided("p1", DENIED);
    wait(Duration.ofSeconds(2));
    decided("p2", "粤B99999");
    assertThat(core.ask(new GateRequest.Open("")).refusal()).contains("deny list");
    assertThat(core.ask(new GateRequest.Open("p2")).refusal()).contains("deny list");
    assertThat(core.ask(new GateRequest.Typed(ALLOWED, "p2")).refusal()).contains("deny list");
    assertThat(hands.orders).isEmpty();
    left("p1", DENIED);
    assertThat(core.ask(new GateRequest.Open("")).command()).isNotNull();
  }

  @Test
  void typed_anotherPlateForAVehicleThatWasReadAsDenied_isRefused() {
    decided("p1", DENIED);
    assertThat(core.ask(new GateRequest.Typed(ALLOWED, "p1")).refusal()).contains("deny list");
    assertThat(hands.orders).isEmpty();
  }

  @Test
  void status_vehicleThatWaitsBeforeAnother_isTheFirst() {
    decided("p1", "粤B99999");
    wait(Duration.ofSeconds(2));
    decided("p2", "粤B88888");
    assertThat(Objects.requireNonNull(core.status().vehicle()).passageId()).isEqualTo("p1");
  }

  @Test
  void status_vehicleWhoseEndNobodyTold_isGoneWhenTheNextIsThrough() {
    decided("p1", "粤B99999");
    wait(Duration.ofSeconds(2));
    decided("p2", ALLOWED);
    left("p2", ALLOWED);
    decided("p3", "粤B88888");
    assertThat(Objects.requireNonNull(core.status().vehicle()).passageId()).isEqualTo("p3");
  }

  @Test
  void deny_byHand_holdsWhateverCamerasStillSay() {
    decided("p1", "粤B99999");
    core.ask(new GateRequest.Deny(""));
    decided("p1", ALLOWED);
    assertThat(hands.orders).isEmpty();
    assertThat(hands.alarms).isEmpty();
    assertThat(core.ask(new GateRequest.Deny("unknown")).refusal()).isNotNull();
  }

  @Test
  void typed_plateOfAVehicleThatWasNotRead_decidesByTheLists() {
    sees(FRONT, "p1", "", false, true);
    assertThat(lastDecision().reason()).isEqualTo("no-read");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_CHECK);
    GateReply reply = core.ask(new GateRequest.Typed(ALLOWED, ""));
    assertThat(reply.command()).isNotNull();
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(hands.alarms).isEmpty();
    assertThat(core.ask(new GateRequest.Typed("粤B99999", "p1")).command()).isNotNull();
    assertThat(hands.orders).hasSize(1);
  }

  @Test
  void passback_insideAlready_warnsOrWaitsForAPerson() {
    hands.inside.add(ALLOWED);
    passback = Passback.WARN;
    core = lane();
    decided("p1", ALLOWED);
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_PASSBACK);
    passback = Passback.REFUSE;
    core = lane();
    decided("p2", ALLOWED);
    assertThat(hands.orders).hasSize(1);
    assertThat(lastDecision().reason()).isEqualTo("passback");
    direction = PassDirection.OUT;
    core = lane();
    decided("p3", ALLOWED);
    assertThat(hands.orders).hasSize(2);
  }

  @Test
  void watchdog_barrierSaysNothing_isAnAlarmUntilItDoes() {
    hears(Position.CLOSED, Loop.UNKNOWN);
    core.unheard("connection refused");
    wait(Duration.ofSeconds(11));
    assertThat(hands.alarms).containsEntry("gate-silent/north", Alarm.Kind.GATE_BARRIER);
    assertThat(core.status().trouble()).isEqualTo("connection refused");
    hears(Position.CLOSED, Loop.UNKNOWN);
    assertThat(hands.alarms).isEmpty();
  }

  @Test
  void confirmedButTheArmStaysDown_isAnAlarmUntilItMoves() {
    hears(Position.CLOSED, Loop.UNKNOWN);
    decided("p1", ALLOWED);
    confirmAll();
    for (int second = 0; second < 12; second++) {
      hears(Position.CLOSED, Loop.UNKNOWN);
      wait(Duration.ofSeconds(1));
    }
    assertThat(hands.alarms).containsKey("gate-stuck/north");
    hears(Position.OPEN, Loop.UNKNOWN);
    assertThat(hands.alarms).isEmpty();
  }

  @Test
  void status_vehicleThatWaits_isShownWithItsVerdict() {
    decided("p1", "粤B99999");
    LaneStatus.Vehicle vehicle = Objects.requireNonNull(core.status().vehicle());
    assertThat(vehicle.plate()).isEqualTo("粤B99999");
    assertThat(vehicle.verdict()).isNotNull();
    wait(Duration.ofMinutes(2));
    assertThat(core.status().vehicle()).as("it stands there still").isNotNull();
    left("p1", "粤B99999");
    wait(Duration.ofMinutes(2));
    assertThat(core.status().vehicle()).isNull();
  }
}
