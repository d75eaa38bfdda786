package org.gatehouse.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.LoginRecords.Entry;
import org.gatehouse.runtime.supervise.CredentialBudget.Use;
import org.junit.jupiter.api.Test;

/** One book after another on the same records: each new one is a restart after a kill. */
class CredentialBudgetTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final String HOST = "10.0.0.5";
  private static final Duration WRITTEN_BY_THEN = Duration.ofMillis(200);
  private static final CameraSpec WRONG = spec("guess");
  private static final CameraSpec RIGHT = spec("right");

  private static final Kill[] KILLS = Kill.values();

  private final FakeLoginRecords records = new FakeLoginRecords();
  private VirtualLoop disk = new VirtualLoop();
  private CredentialBook book = new CredentialBook(records, Set.of(GATE), disk);

  private static CameraSpec spec(String password) {
    return new CameraSpec(
        StreamId.main(GATE), URI.create("rtsp://" + HOST + "/s"), "admin", Secret.of(password));
  }

  private CredentialBudget budget() {
    return book.budget(GATE, HOST);
  }

  private Use begin(CameraSpec spec) {
    return budget().begin(spec).orElseThrow();
  }

  /** As kill -9: what is not on disk is gone. */
  private void killAndStart() {
    disk = new VirtualLoop();
    book = new CredentialBook(records, Set.of(GATE), disk);
  }

  private void refuseTwice() {
    for (int i = 0; i < CredentialBudget.MOST_REFUSALS; i++) {
      Use use = begin(WRONG);
      disk.advance(WRITTEN_BY_THEN);
      use.refused();
      use.ended();
    }
  }

  @Test
  void begin_twoUnderWayNotAcceptedYet_theThirdMustWait() {
    Use main = begin(RIGHT);
    Use sub = begin(RIGHT);
    assertThat(budget().begin(RIGHT)).isEmpty();
    assertThat(budget().spent()).isFalse();
    sub.ended();
    Use notices = begin(RIGHT);
    main.accepted();
    assertThat(budget().begin(RIGHT)).isPresent();
    notices.ended();
  }

  @Test
  void begin_oneRefusedAndOneUnderWay_theSiblingMustWaitForItsOutcome() {
    begin(WRONG).refused();
    Use sub = begin(WRONG);
    assertThat(budget().begin(WRONG)).isEmpty();
    assertThat(budget().spent()).isFalse();
    sub.refused();
    assertThat(budget().spent()).isTrue();
    assertThat(budget().refusals()).isEqualTo(2);
  }

  @Test
  void accepted_afterARefusal_forgetsItAndAnyNumberMayBegin() {
    begin(RIGHT).refused();
    begin(RIGHT).accepted();
    for (int i = 0; i < 5; i++) {
      assertThat(budget().begin(RIGHT)).isPresent();
    }
    assertThat(budget().refusals()).isZero();
  }

  @Test
  void refused_afterTheyWereAccepted_twiceMoreAndNoFurther() {
    Use session = begin(RIGHT);
    session.accepted();
    session.refused();
    begin(RIGHT).refused();
    assertThat(budget().begin(RIGHT)).isEmpty();
  }

  private Optional<Use> beside(String password) {
    return budget().beginBeside("admin", Secret.of(password));
  }

  @Test
  void beside_refusedOnceAsAStreamWas_isSpentForBoth() {
    begin(WRONG).refused();
    beside("guess").orElseThrow().refused();
    assertThat(budget().begin(WRONG)).isEmpty();
    assertThat(beside("guess")).isEmpty();
    assertThat(budget().spent()).isTrue();
  }

  @Test
  void beside_refusedTwiceAfterAStreamWasLetIn_theStreamsGoOn() {
    begin(RIGHT).accepted();
    beside("right").orElseThrow().refused();
    beside("right").orElseThrow().refused();
    assertThat(beside("right")).isEmpty();
    assertThat(budget().spent()).isFalse();
    begin(RIGHT).refused();
    assertThat(budget().refusals()).isEqualTo(1);
    assertThat(budget().begin(RIGHT)).isPresent();
  }

  @Test
  void beside_accepted_doesNotForgiveWhatStreamsWereRefused() {
    begin(WRONG).refused();
    beside("guess").orElseThrow().accepted();
    begin(WRONG).refused();
    assertThat(budget().spent()).isTrue();
    assertThat(beside("guess")).isPresent();
  }

  @Test
  void beside_refusedTwiceThenKilled_isNotTriedAgainButStreamsAre() {
    begin(RIGHT).accepted();
    Use first = beside("right").orElseThrow();
    assertThat(first.recorded()).isNotDone();
    disk.advance(WRITTEN_BY_THEN);
    assertThat(first.recorded()).isDone();
    first.refused();
    assertThat(beside("right")).isPresent();
    disk.advance(WRITTEN_BY_THEN);
    killAndStart();
    assertThat(beside("right")).isEmpty();
    assertThat(begin(RIGHT).recorded()).isDone();
    budget().forget();
    assertThat(beside("right")).isPresent();
  }

  @Test
  void beside_otherPassword_startsAnewForBoth() {
    beside("guess").orElseThrow().refused();
    beside("guess").orElseThrow().refused();
    assertThat(budget().begin(WRONG)).isEmpty();
    assertThat(beside("right")).isPresent();
    assertThat(budget().refusals()).isZero();
  }

  @Test
  void ended_afterAnOutcome_changesNothing() {
    Use use = begin(WRONG);
    use.refused();
    use.ended();
    use.ended();
    Use second = begin(WRONG);
    assertThat(budget().begin(WRONG)).isEmpty();
    second.ended();
    assertThat(budget().refusals()).isEqualTo(1);
  }

  @Test
  void begin_otherPassword_startsAnewAndTheOldOnesOutcomeIsNotCounted() {
    begin(WRONG).refused();
    Use late = begin(WRONG);
    assertThat(budget().differs(RIGHT)).isTrue();
    Use first = begin(RIGHT);
    late.refused();
    late.ended();
    assertThat(budget().refusals()).isZero();
    Use second = begin(RIGHT);
    assertThat(budget().begin(RIGHT)).isEmpty();
    first.ended();
    second.ended();
  }

  @Test
  void forget_aPersonsWord_allowsTwoMore() {
    refuseTwice();
    budget().forget();
    refuseTwice();
    assertThat(budget().spent()).isTrue();
  }

  @Test
  void recorded_notAcceptedYet_onlyOnceItIsOnDisk() {
    Use use = begin(WRONG);
    assertThat(use.recorded()).isNotDone();
    disk.advance(WRITTEN_BY_THEN);
    assertThat(use.recorded()).isDone();
    assertThat(records.onDisk).hasSize(1);
    assertThat(records.onDisk.getFirst().refusals()).isEqualTo(1);
  }

  @Test
  void recorded_acceptedBefore_atOnceAndNothingIsWritten() {
    begin(RIGHT).accepted();
    disk.advance(WRITTEN_BY_THEN);
    killAndStart();
    int before = records.writes;
    Use use = begin(RIGHT);
    assertThat(use.recorded()).isDone();
    use.accepted();
    disk.advance(Duration.ofMinutes(1));
    assertThat(records.writes).isEqualTo(before);
  }

  @Test
  void refused_afterTheyWereAccepted_isWrittenWithoutWaitingForOthers() {
    begin(RIGHT).accepted();
    disk.advance(WRITTEN_BY_THEN);
    Use use = begin(RIGHT);
    use.refused();
    disk.advance(Duration.ZERO);
    assertThat(records.onDisk.getFirst()).extracting(Entry::refusals).isEqualTo(1);
  }

  @Test
  void kill_afterTwoRefusals_nobodyMayTryUntilAPersonSaysSo() {
    refuseTwice();
    killAndStart();
    assertThat(budget().spent()).isTrue();
    assertThat(budget().inherited()).isTrue();
    assertThat(budget().differs(WRONG)).isFalse();
    assertThat(budget().begin(WRONG)).isEmpty();
    budget().forget();
    assertThat(budget().begin(WRONG)).isPresent();
  }

  @Test
  void kill_afterTwoRefusals_aChangedPasswordIsTried() {
    refuseTwice();
    killAndStart();
    assertThat(budget().differs(RIGHT)).isTrue();
    assertThat(budget().begin(RIGHT)).isPresent();
  }

  @Test
  void kill_afterTwoRefusals_theCameraAtAnotherHostIsTried() {
    refuseTwice();
    killAndStart();
    assertThat(book.budget(GATE, "10.0.0.6").begin(WRONG)).isPresent();
  }

  @Test
  void move_afterTwoRefusals_theOtherHostIsAnotherDoor() {
    refuseTwice();
    assertThat(book.budget(GATE, "10.0.0.6").begin(WRONG)).isPresent();
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.onDisk).extracting(Entry::host).containsExactly("10.0.0.6");
  }

  @Test
  void kill_anywhere_theCameraSeesAtMostTwoRefusedLogins() {
    int runs = 6;
    for (int pattern = 0; pattern < Math.pow(KILLS.length, runs); pattern++) {
      records.onDisk = List.of();
      int seen = 0;
      int rest = pattern;
      for (int run = 0; run < runs; run++) {
        killAndStart();
        seen += tryUntil(KILLS[rest % KILLS.length]);
        rest /= KILLS.length;
      }
      killAndStart();
      seen += tryUntil(Kill.NEVER);
      assertThat(seen).isEqualTo(CredentialBudget.MOST_REFUSALS);
    }
  }

  /** When in a try with a wrong password the engine is killed. */
  private enum Kill {
    BEFORE_THE_RECORD,
    WITH_THE_ANSWER,
    AFTER_THE_FIRST_OUTCOME,
    NEVER
  }

  /** How many wrong logins the camera saw until then. */
  private int tryUntil(Kill kill) {
    int seen = 0;
    while (true) {
      Optional<Use> use = budget().begin(WRONG);
      if (use.isEmpty() || kill == Kill.BEFORE_THE_RECORD) {
        return seen;
      }
      disk.advance(WRITTEN_BY_THEN);
      assertThat(use.get().recorded()).isDone();
      seen++;
      if (kill == Kill.WITH_THE_ANSWER) {
        return seen;
      }
      use.get().refused();
      if (kill == Kill.AFTER_THE_FIRST_OUTCOME) {
        return seen;
      }
    }
  }

  @Test
  void kill_whileAcceptedCredentialsAreUnderWay_costsNothing() {
    begin(RIGHT).accepted();
    disk.advance(WRITTEN_BY_THEN);
    for (int run = 0; run < 10; run++) {
      killAndStart();
      assertThat(begin(RIGHT).recorded()).isDone();
    }
  }

  @Test
  void book_diskIsFull_triesAllTheSameAndWritesOnceThereIsRoom() {
    records.full = true;
    Use use = begin(WRONG);
    disk.advance(WRITTEN_BY_THEN);
    assertThat(use.recorded()).isCompleted();
    use.refused();
    records.full = false;
    disk.advance(Duration.ofSeconds(10));
    assertThat(records.onDisk.getFirst()).extracting(Entry::refusals).isEqualTo(1);
  }

  @Test
  void book_closed_writesWhatItHasNotYet() {
    begin(RIGHT).accepted();
    book.close();
    assertThat(records.onDisk).extracting(Entry::accepted).containsExactly(true);
  }

  @Test
  void book_cameraRemoved_isForgottenWhateverItsLastSessionSays() {
    Use last = begin(WRONG);
    disk.advance(WRITTEN_BY_THEN);
    book.forget(GATE);
    last.refused();
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.onDisk).isEmpty();
    assertThat(budget().refusals()).isZero();
  }

  @Test
  void book_cameraTakenOutWhileTheEngineWasDown_isForgotten() {
    refuseTwice();
    disk = new VirtualLoop();
    book = new CredentialBook(records, Set.of(), disk);
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.onDisk).isEmpty();
  }

  @Test
  void book_cameraWithoutLogin_leavesNoRecord() {
    CameraSpec open =
        new CameraSpec(StreamId.main(GATE), URI.create("rtsp://" + HOST + "/s"), null, null);
    Use use = begin(open);
    assertThat(use.recorded()).isDone();
    use.accepted();
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.writes).isZero();
  }

  @Test
  void book_fourHundredCamerasBegin_areWrittenTogether() {
    List<CameraId> ids = IntStream.range(0, 400).mapToObj(i -> new CameraId("c" + i)).toList();
    book = new CredentialBook(records, ids, disk);
    List<Use> uses = new ArrayList<>();
    for (CameraId id : ids) {
      uses.add(book.budget(id, "host-of-" + id).begin(RIGHT).orElseThrow());
      disk.advance(Duration.ofMillis(20));
    }
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.writes).isBetween(2, 41);
    assertThat(records.onDisk).hasSize(400);
    uses.forEach(Use::accepted);
    disk.advance(WRITTEN_BY_THEN);
    assertThat(records.onDisk.stream().map(Entry::accepted).collect(Collectors.toSet()))
        .containsExactly(true);
  }
}
