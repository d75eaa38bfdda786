package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

/** What a lane knows of the run before it. */
class LaneRestartTest extends LaneFixture {
  /** The engine is killed and starts again; what was ordered and has no end stays without one. */
  private void restart(GateEnd... untold) {
    core = reopened();
    List<GateIntent> all = List.copyOf(hands.intents.values());
    List<GateIntent> unknown =
        all.stream().filter(one -> !hands.outcomes.containsKey(one.id())).toList();
    core.resume(new LaneHistory(hands.wish, unknown, all, List.of(untold)));
  }

  private void closesAfter(Duration time) {
    hasLoop = true;
    closeAfter = time;
    core = lane();
  }

  /** A vehicle that may pass, whose arm goes up with nothing below it. */
  private void letsInOne() {
    decided("p1", ALLOWED);
    confirmAll();
    hears(Position.OPEN, Loop.FREE);
  }

  @Test
  void restart_passageThatWasOpenedFor_isNotOpenedForAgain() {
    decided("p1", ALLOWED);
    restart();
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
  void restart_openedByHandRightBefore_opensForWhoeverPressesRightAfter() {
    core.ask(new GateRequest.Open(""));
    restart();
    core.ask(new GateRequest.Open(""));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN, BarrierAction.OPEN);
  }

  @Test
  void restart_barrierWasHeldOpen_isHeldStillAndToldNothing() {
    core.ask(new GateRequest.Hold());
    confirmAll();
    restart();
    hears(Position.OPEN, Loop.UNKNOWN);
    wait(Duration.ofMinutes(1));
    assertThat(core.status().held()).isTrue();
    decided("p1", ALLOWED);
    left("p1", ALLOWED);
    left("p2", "粤B99999");
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD);
    assertThat(hands.events(GateTailgate.class)).isEmpty();
    assertThat(core.ask(new GateRequest.Open("")).refusal()).contains("held open");
    assertThat(core.ask(new GateRequest.Release()).refusal()).isNull();
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD, BarrierAction.CLOSE);
    restart();
    assertThat(core.status().held()).isFalse();
  }

  @Test
  void restart_barrierWasHeldOpenAndIsShut_isAnAlarmAndOpensForWhomItMay() {
    core.ask(new GateRequest.Hold());
    confirmAll();
    restart();
    for (int second = 0; second < 12; second++) {
      hears(Position.CLOSED, Loop.UNKNOWN);
      wait(Duration.ofSeconds(1));
    }
    assertThat(hands.alarms).containsKey("gate-fallen/north");
    decided("p1", ALLOWED);
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD, BarrierAction.OPEN);
    assertThat(core.status().held()).isTrue();
    core.ask(new GateRequest.Hold());
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.HOLD);
    hears(Position.OPEN, Loop.UNKNOWN);
    assertThat(hands.alarms).isEmpty();
  }

  @Test
  void restart_barrierWasToBeClosedLater_isClosedThenAndOnlyWhenTheLoopIsFree() {
    closesAfter(Duration.ofSeconds(15));
    decided("p1", ALLOWED);
    confirmAll();
    ticker.advance(Duration.ofSeconds(5));
    restart();
    hears(Position.OPEN, Loop.FREE);
    wait(Duration.ofSeconds(9));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    hears(Position.OPEN, Loop.OCCUPIED);
    wait(Duration.ofSeconds(5));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(core.status().closeWaits()).isTrue();
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN, BarrierAction.CLOSE);
    core.answered(hands.orders.getLast().id(), new BarrierAnswer.Done());
    assertThat(hands.wish).isEqualTo(BarrierWish.NONE);
  }

  @Test
  void restart_afterALongTime_closesAsSoonAsTheLoopIsReadAsFreeAndNotBefore() {
    closesAfter(Duration.ofSeconds(15));
    decided("p1", ALLOWED);
    confirmAll();
    ticker.advance(Duration.ofHours(2));
    restart();
    wait(Duration.ofSeconds(2));
    assertThat(hands.orders).hasSize(1);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.CLOSE);
  }

  @Test
  void restart_clockWasSetBackBetween_closesNoLaterThanItWouldHave() {
    closesAfter(Duration.ofSeconds(15));
    decided("p1", ALLOWED);
    confirmAll();
    ticker.set(Duration.ofHours(-3));
    restart();
    hears(Position.OPEN, Loop.FREE);
    wait(Duration.ofSeconds(16));
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.CLOSE);
  }

  @Test
  void restart_orderToCloseWasUnderWay_isToldAsUnknownAndClosesOnceTheLoopIsFree() {
    closesAfter(Duration.ofSeconds(5));
    letsInOne();
    wait(Duration.ofSeconds(6));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN, BarrierAction.CLOSE);
    restart();
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
    assertThat(hands.orders).hasSize(2);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.CLOSE);
    assertThat(hands.orders).hasSize(3);
    assertThat(hands.orders.get(2).id()).isNotEqualTo(hands.orders.get(1).id());
  }

  @Test
  void restart_releaseWaitedForTheLoop_waitsStill() {
    hasLoop = true;
    core = lane();
    core.ask(new GateRequest.Hold());
    confirmAll();
    hears(Position.OPEN, Loop.OCCUPIED);
    core.ask(new GateRequest.Release());
    restart();
    assertThat(core.status().held()).isFalse();
    wait(Duration.ofSeconds(1));
    assertThat(hands.orders).hasSize(1);
    hears(Position.OPEN, Loop.FREE);
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD, BarrierAction.CLOSE);
  }

  @Test
  void restart_barrierHasNoLoopAnyMore_isNotClosedByItself() {
    closesAfter(Duration.ofSeconds(5));
    decided("p1", ALLOWED);
    confirmAll();
    hasLoop = false;
    restart();
    hears(Position.OPEN, Loop.UNKNOWN);
    wait(Duration.ofMinutes(1));
    assertThat(hands.actions()).containsExactly(BarrierAction.OPEN);
    assertThat(hands.wish).isEqualTo(BarrierWish.NONE);
  }

  @Test
  void wish_diskTakesNothing_isNotedOnceItDoes() {
    hasLoop = true;
    core = lane();
    core.ask(new GateRequest.Hold());
    hears(Position.OPEN, Loop.OCCUPIED);
    hands.diskFull = true;
    core.ask(new GateRequest.Release());
    wait(Duration.ofSeconds(6));
    assertThat(hands.wish.held()).isTrue();
    hands.diskFull = false;
    wait(Duration.ofSeconds(6));
    assertThat(hands.wish.held()).isFalse();
    assertThat(hands.wish.closeAt()).isNotNull();
  }

  @Test
  void open_whileAReleaseWaits_closesAfterThatVehicle() {
    hasLoop = true;
    core = lane();
    core.ask(new GateRequest.Hold());
    confirmAll();
    hears(Position.OPEN, Loop.OCCUPIED);
    core.ask(new GateRequest.Release());
    letsInOne();
    assertThat(hands.actions()).containsExactly(BarrierAction.HOLD, BarrierAction.OPEN);
    wait(Duration.ofSeconds(21));
    assertThat(hands.actions().getLast()).isEqualTo(BarrierAction.CLOSE);
  }

  @Test
  void close_hasNoAnswer_isNotWishedAnyMore() {
    closesAfter(Duration.ofSeconds(5));
    letsInOne();
    wait(Duration.ofSeconds(10));
    assertThat(commands().getFirst().state()).isEqualTo(State.NO_ANSWER);
    assertThat(hands.wish).isEqualTo(BarrierWish.NONE);
    assertThat(hands.orders).hasSize(2);
  }

  @Test
  void restart_endIsKnownAndItsEventMayBeLost_isToldAsItWas() {
    Instant at = FakeTicker.START;
    GateIntent intent =
        new GateIntent(new UUID(0, 1), "north", BarrierAction.OPEN, "p1", ALLOWED, true, at);
    restart(new GateEnd(intent, "no-answer", at.plusMillis(5), at.plusSeconds(3), "it is silent"));
    assertThat(hands.events(GateCommanded.class))
        .containsExactly(
            new GateCommanded(
                "north",
                intent.id().toString(),
                "p1",
                "open",
                "person",
                "no-answer",
                at,
                at.plusMillis(5),
                at.plusSeconds(3),
                "it is silent"));
    assertThat(hands.orders).isEmpty();
    assertThat(hands.outcomes).isEmpty();
  }
}
