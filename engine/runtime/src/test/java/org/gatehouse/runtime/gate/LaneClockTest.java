package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock may be set, by hours, at any moment: no duration of a lane follows it. */
class LaneClockTest extends LaneFixture {
  private static final Duration BACK = Duration.ofHours(-5);

  @Test
  void command_clockSetBack_hasNoAnswerAfterThreeSeconds() {
    decided("p1", ALLOWED);
    ticker.set(BACK);
    wait(Duration.ofMillis(2500));
    assertThat(commands().getFirst().state()).isEqualTo(State.INTENDED);
    wait(Duration.ofMillis(500));
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
  }

  @Test
  void command_clockSetForward_isWaitedForAllTheSame() {
    decided("p1", ALLOWED);
    ticker.set(Duration.ofHours(5));
    wait(Duration.ofMillis(2500));
    assertThat(commands().getFirst().state()).isEqualTo(State.INTENDED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 5})
  void closeAfter_clockSet_closesWhenItShould(int hours) {
    hasLoop = true;
    closeAfter = Duration.ofSeconds(15);
    core = lane();
    decided("p1", ALLOWED);
    confirmAll();
    ticker.set(Duration.ofHours(hours));
    wait(Duration.ofSeconds(14));
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.orders).hasSize(1);
    wait(Duration.ofSeconds(2));
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN, BarrierAction.CLOSE);
  }

  @Test
  void tailgate_clockSetBack_isSeenWhileTheBarrierIsOpenAndNotLater() {
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    ticker.set(BACK);
    wait(Duration.ofSeconds(2));
    left("p2", "粤B99999");
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
    decided("p3", ALLOWED);
    confirmAll();
    left("p3", ALLOWED);
    ticker.set(BACK);
    wait(Duration.ofSeconds(25));
    assertThat(core.status().openUntil()).isNull();
    left("p4", "粤B88888");
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
  }

  @Test
  void tailgate_reportHasTheTimeOfBeforeTheClockWasSetBack_countsAsOfNow() {
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    ticker.set(BACK);
    wait(Duration.ofSeconds(2));
    long ahead = ticker.epochMicros() + BACK.negated().toMillis() * 1000;
    core.seen(
        Sighting.heard(
            FRONT, "p2", "粤B99999", true, true, Direction.IN, ahead - 500_000, ahead, ticker));
    assertThat(hands.events(GateTailgate.class)).hasSize(1);
  }

  @Test
  void alarms_clockSetBack_areOverAndRaisedInTime() {
    hears(Position.CLOSED, Loop.UNKNOWN);
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    left("p2", "粤B99999");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_TAILGATE);
    ticker.set(BACK);
    wait(Duration.ofSeconds(11));
    assertThat(hands.alarms).containsKey("gate-silent/north");
    wait(Duration.ofMinutes(6));
    assertThat(hands.alarms).doesNotContainValue(Alarm.Kind.GATE_TAILGATE);
  }

  @Test
  void vehicle_clockSetBack_isForgottenInTime() {
    decided("p1", "粤B99999");
    left("p1", "粤B99999");
    ticker.set(BACK);
    wait(Duration.ofMinutes(2));
    assertThat(core.status().vehicle()).isNull();
    assertThat(core.ask(new GateRequest.Deny("")).refusal()).contains("no vehicle");
  }

  @Test
  void open_twiceAfterTheClockWasSetBack_isOnce() {
    core.ask(new GateRequest.Open(""));
    ticker.set(BACK);
    core.ask(new GateRequest.Open(""));
    assertThat(hands.orders).hasSize(1);
    wait(Duration.ofSeconds(3));
    core.ask(new GateRequest.Open(""));
    assertThat(hands.orders).hasSize(2);
  }
}
