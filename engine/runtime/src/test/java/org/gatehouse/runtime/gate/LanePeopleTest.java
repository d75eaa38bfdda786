package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.junit.jupiter.api.Test;

/** What people have a lane do, and are shown. */
class LanePeopleTest extends LaneFixture {
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
  void decided_allowedBehindADeniedVehicle_waitsForAPersonAndIsNotOpenedFor() {
    decided("p1", DENIED);
    wait(Duration.ofSeconds(2));
    decided("p2", ALLOWED);
    assertThat(hands.orders).isEmpty();
    assertThat(lastDecision().passageId()).isEqualTo("p2");
    assertThat(lastDecision().outcome()).isEqualTo("check");
    assertThat(lastDecision().standing()).isEqualTo("allow");
    assertThat(hands.alarms).containsEntry("gate-check/north/p2", Alarm.Kind.GATE_CHECK);
    left("p1", DENIED);
    assertThat(core.ask(new GateRequest.Open("p2")).command()).isNotNull();
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
  }

  @Test
  void decided_allowedBehindADeniedVehicleWhileHeldOpen_isNoBusinessOfAPerson() {
    core.ask(new GateRequest.Hold());
    hears(Position.OPEN, Loop.UNKNOWN);
    decided("p1", DENIED);
    wait(Duration.ofSeconds(2));
    decided("p2", ALLOWED);
    assertThat(lastDecision().outcome()).isEqualTo("open");
    assertThat(hands.alarms).isEmpty();
  }

  @Test
  void open_byHandForAPassageThatHasGoneWhileADeniedVehicleIsThere_isRefused() {
    decided("p1", ALLOWED);
    confirmAll();
    left("p1", ALLOWED);
    left("p2", "粤B99999");
    wait(Duration.ofSeconds(30));
    decided("p3", DENIED);
    hands.orders.clear();
    for (String gone : List.of("p1", "p2")) {
      assertThat(core.ask(new GateRequest.Open(gone)).refusal()).contains("deny list");
      assertThat(core.ask(new GateRequest.Typed(ALLOWED, gone)).refusal()).contains("deny list");
    }
    assertThat(hands.orders).isEmpty();
    left("p3", DENIED);
    assertThat(core.ask(new GateRequest.Open("p1")).command()).isNotNull();
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
}
