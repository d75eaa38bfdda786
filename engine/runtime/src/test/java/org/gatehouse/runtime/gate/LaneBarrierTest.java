package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.junit.jupiter.api.Test;

/** What a lane makes of its barrier: orders, closing, one opening for one vehicle. */
class LaneBarrierTest extends LaneFixture {
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
  void command_nextVehicleIsNotOpenedForEither_isAnAlarmAnew() {
    listed(ListEntry.of("京A77777", ListKind.ALLOW));
    decided("p1", ALLOWED);
    core.answered(hands.orders.getFirst().id(), new BarrierAnswer.Failed("it is locked"));
    decided("p2", "京A77777");
    core.answered(hands.orders.getLast().id(), new BarrierAnswer.Failed("it is locked"));
    assertThat(hands.begun).containsExactly("gate-barrier/north", "gate-barrier/north");
    assertThat(hands.alarms).containsKey("gate-barrier/north");
  }

  @Test
  void close_refusedAgainAndAgain_isOneAlarm() {
    hasLoop = true;
    closeAfter = Duration.ofSeconds(5);
    core = lane();
    decided("p1", ALLOWED);
    confirmAll();
    wait(Duration.ofSeconds(6));
    hears(Position.OPEN, Loop.FREE);
    for (int pause : List.of(1, 2, 4)) {
      core.answered(hands.orders.getLast().id(), new BarrierAnswer.Failed("it answered 400"));
      wait(Duration.ofSeconds(pause));
    }
    assertThat(hands.orders).hasSize(5);
    assertThat(hands.begun).containsExactly("gate-barrier/north");
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
    core.seen(Sighting.heard(FRONT, "p2", "粤B99999", true, true, Direction.OUT, now, now, ticker));
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
  void hold_armHasNotMovedYet_isNotEndedByAnOpening() {
    hears(Position.CLOSED, Loop.UNKNOWN);
    core.ask(new GateRequest.Hold());
    confirmAll();
    hears(Position.CLOSED, Loop.UNKNOWN);
    decided("p1", ALLOWED);
    assertThat(core.ask(new GateRequest.Open("")).refusal()).contains("held open");
    assertThat(lastDecision().outcome()).isEqualTo("open");
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD);
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
}
