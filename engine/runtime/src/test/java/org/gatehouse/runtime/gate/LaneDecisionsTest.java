package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.record.WeekSchedule;
import org.junit.jupiter.api.Test;

/** What a lane decides about whom its cameras saw. */
class LaneDecisionsTest extends LaneFixture {
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
  void left_plateThatWasNeverDecided_waitsForAPersonAndIsNotOpenedFor() {
    left("p1", ALLOWED);
    assertThat(hands.orders).isEmpty();
    assertThat(lastDecision().outcome()).isEqualTo("check");
    assertThat(lastDecision().reason()).isEqualTo("unsure");
    assertThat(lastDecision().standing()).isEqualTo("allow");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_CHECK);
    left("p2", DENIED);
    assertThat(lastDecision().outcome()).isEqualTo("refuse");
    core.ask(new GateRequest.Open("p1"));
    assertThat(hands.alarms).isEmpty();
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
        Sighting.heard(
            FRONT, "p1", ALLOWED, true, false, Direction.UNKNOWN, then - 1_000_000, then, ticker));
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
  void decided_queuesBetweenFrontAndRearCamera_isOnePassageHoweverLongItTakes() {
    decided("p1", ALLOWED);
    confirmAll();
    wait(Duration.ofSeconds(45));
    sees(REAR, "r1", ALLOWED, true, false);
    assertThat(hands.orders).hasSize(1);
    left("p1", ALLOWED);
    wait(Duration.ofSeconds(45));
    decided("p2", ALLOWED);
    assertThat(hands.orders).as("it has come again").hasSize(2);
  }

  private static ListEntry visitor() {
    return new ListEntry("京A55555", ListKind.VISITOR, null, null, Set.of(), List.of(), null, 1);
  }

  @Test
  void decided_visitorWhosePassIsNotKnownInTime_waitsForAPersonWhoseOpeningUsesIt() {
    listed(visitor());
    hands.passes = 1;
    hands.passSilent = true;
    decided("p1", "京A55555");
    assertThat(hands.orders).isEmpty();
    assertThat(lastDecision().outcome()).isEqualTo("check");
    assertThat(lastDecision().reason()).isEqualTo("pass-unknown");
    assertThat(hands.alarms).containsValue(Alarm.Kind.GATE_CHECK);
    core.ask(new GateRequest.Open(""));
    assertThat(hands.orders).hasSize(1);
    assertThat(hands.passesUsed).containsExactly("p1");
    hands.passSilent = false;
    wait(Duration.ofMinutes(2));
    decided("p2", "京A55555");
    assertThat(hands.orders).hasSize(1);
    assertThat(lastDecision().reason()).isEqualTo("lapsed");
  }

  @Test
  void decided_visitorWithoutAPassLeft_waitsForAPerson() {
    listed(visitor());
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
  void passback_nextVehicle_isAnAlarmAnew() {
    passback = Passback.WARN;
    listed(ListEntry.of("京A77777", ListKind.ALLOW));
    hands.inside.add(ALLOWED);
    hands.inside.add("京A77777");
    decided("p1", ALLOWED);
    left("p1", ALLOWED);
    decided("p2", "京A77777");
    assertThat(hands.begun).containsExactly("gate-passback/north", "gate-passback/north");
  }

  @Test
  void passback_readAsALookAlikeTheSecondTime_isTheSameVehicle() {
    tolerant = true;
    passback = Passback.REFUSE;
    core = lane();
    decided("p1", ALIKE);
    left("p1", ALIKE);
    assertThat(hands.passed).as("it is inside as the lists know it").containsExactly(ALLOWED);
    hands.inside.add(ALLOWED);
    ticker.advance(Duration.ofMinutes(2));
    decided("p2", ALIKE);
    assertThat(lastDecision().reason()).isEqualTo("passback");
    assertThat(hands.orders).hasSize(1);
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
