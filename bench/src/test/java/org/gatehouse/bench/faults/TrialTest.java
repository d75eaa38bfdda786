package org.gatehouse.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gatehouse.bench.engine.EngineStatus;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Set<String> DOWN = Set.of("CAMERA_DOWN");

  private final States states = new States();
  private final AlarmBook book = new AlarmBook();
  private long value;

  private Trial trial(Symptom symptom, double deadline, Set<String> wanted, double heals) {
    Fault fault =
        new Fault(
            "key", "label", "stall", Place.MIXED, symptom, deadline, DOWN, DOWN, wanted, 0, heals);
    states.told("a", "streaming", 0);
    states.told("b", "streaming", 0);
    return new Trial(fault, Set.of("a", "b"), 0, (metric, camera) -> value);
  }

  private void look(Trial trial, double second) {
    trial.look(states, (metric, camera) -> value, book, (long) (second * SECOND));
  }

  private void told(String camera, String state, double second) {
    states.told(camera, state, (long) (second * SECOND));
  }

  private static final Symptom STALLED = new Symptom.InState(Set.of("stalled"));

  @Test
  void look_seenToldAndWell_isFoundInTimeAndBack() {
    Trial trial = trial(STALLED, 4, DOWN, -1);
    told("a", "stalled", 3.2);
    told("b", "stalled", 4.5);
    look(trial, 5);
    assertThat(trial.mayLift(5 * SECOND)).as("nobody told of it yet").isFalse();
    book.listed(
        List.of(new EngineStatus.Alarm("g", "CAMERA_DOWN", "now", Set.of("a", "b"))), 6 * SECOND);
    look(trial, 6);
    assertThat(trial.mayLift(6 * SECOND)).isTrue();
    trial.lift(6 * SECOND);
    told("a", "streaming", 7);
    told("b", "streaming", 8);
    look(trial, 9);
    assertThat(trial.over()).as("well for a second only").isFalse();
    look(trial, 11.5);
    assertThat(trial.over()).isTrue();
    Outcome outcome = trial.outcome(12 * SECOND);
    assertThat(outcome.seenAfter()).containsExactlyInAnyOrder(3.2, 4.5);
    assertThat(outcome.backAfter()).containsExactlyInAnyOrder(1.0, 2.0);
    assertThat(outcome.late()).isEqualTo(1);
    assertThat(outcome.missed()).isZero();
    assertThat(outcome.untold()).isZero();
    assertThat(outcome.notBack()).isZero();
  }

  @Test
  void look_neverSeen_isLiftedInTheEndMissedAndNotBack() {
    Trial trial = trial(STALLED, 4, DOWN, -1);
    told("a", "stalled", 3);
    told("a", "streaming", 3.5);
    look(trial, 19);
    assertThat(trial.mayLift(19 * SECOND)).isFalse();
    assertThat(trial.mayLift(21 * SECOND)).isTrue();
    trial.lift(21 * SECOND);
    look(trial, 95);
    assertThat(trial.over()).isFalse();
    look(trial, 97);
    assertThat(trial.over()).isTrue();
    Outcome outcome = trial.outcome(97 * SECOND);
    assertThat(outcome.missed()).isEqualTo(1);
    assertThat(outcome.untold()).isEqualTo(2);
    assertThat(outcome.notBack()).isEqualTo(1);
  }

  @Test
  void look_healsByItself_needsNoLiftAndIsBackFromThen() {
    Trial trial = trial(STALLED, 4, Set.of(), 10);
    told("a", "stalled", 1);
    told("b", "stalled", 1);
    told("a", "streaming", 9);
    told("b", "streaming", 14);
    look(trial, 18);
    assertThat(trial.mayLift(18 * SECOND)).isFalse();
    assertThat(trial.over()).isTrue();
    assertThat(trial.outcome(18 * SECOND).backAfter()).containsExactlyInAnyOrder(0.0, 4.0);
  }

  @Test
  void look_counterGrows_isSeenAndOverOnceItStandsStill() {
    Trial trial = trial(new Symptom.Grows("lost"), 5, Set.of(), -1);
    look(trial, 1);
    assertThat(trial.seen()).isZero();
    value = 7;
    look(trial, 2);
    assertThat(trial.seen()).isEqualTo(2);
    trial.lift(3 * SECOND);
    value = 9;
    look(trial, 4);
    look(trial, 6);
    assertThat(trial.over()).isFalse();
    look(trial, 7.5);
    assertThat(trial.over()).isTrue();
    assertThat(trial.outcome(8 * SECOND).backAfter()).containsExactly(1.0, 1.0);
  }

  @Test
  void look_gaugeNearItsValue_isSeenAndOverOnceItIsNearZero() {
    Trial trial = trial(new Symptom.Near("clock", 3600), 12, Set.of(), -1);
    value = 3599;
    look(trial, 5);
    assertThat(trial.seen()).isEqualTo(2);
    trial.lift(6 * SECOND);
    look(trial, 10);
    assertThat(trial.over()).isFalse();
    value = 0;
    look(trial, 11);
    look(trial, 14);
    assertThat(trial.over()).isTrue();
  }

  @Test
  void outcome_whatShouldBeMendedUnseenWasFelt_isHarm() {
    Trial trial = trial(new Symptom.Unseen("lost"), 0, Set.of(), -1);
    look(trial, 1);
    value = 2;
    look(trial, 2);
    Outcome outcome = trial.outcome(3 * SECOND);
    assertThat(outcome.harmed()).isEqualTo(2);
    assertThat(outcome.missed()).isZero();
  }

  @Test
  void needless_oneCauseToldInPieces_countsThoseBeyondTheFirst() {
    Fault fault = trial(STALLED, 4, DOWN, -1).fault();
    assertThat(new Outcome(fault, 20, List.of(), List.of(), 3, 20, 0).needless()).isEqualTo(2);
    assertThat(new Outcome(fault, 4, List.of(), List.of(), 4, 4, 0).needless()).isZero();
  }
}
