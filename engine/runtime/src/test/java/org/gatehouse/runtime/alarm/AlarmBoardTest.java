package org.gatehouse.runtime.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.Alarm.Kind;
import org.gatehouse.contract.alarm.Alarm.Severity;
import org.gatehouse.contract.alarm.AlarmNote;
import org.gatehouse.contract.alarm.AlarmNote.Deed;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.media.CameraId;
import org.junit.jupiter.api.Test;

class AlarmBoardTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AlarmBoard board = new AlarmBoard();
  private final List<AlarmRecord> heard = new ArrayList<>();

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  private static Alarm alarm(Kind kind, String camera, int second) {
    return alarm(kind, Severity.WARNING, second, camera);
  }

  private static Alarm alarm(Kind kind, Severity severity, int second, String... cameras) {
    return new Alarm(
        kind.word() + "/" + cameras[0],
        kind,
        severity,
        List.of(cameras).stream().map(CameraId::new).toList(),
        at(second),
        "text");
  }

  private AlarmRecord only() {
    assertThat(board.standing()).hasSize(1);
    return board.standing().getFirst();
  }

  private AlarmRecord order(long number, AlarmOrder order, String who, int second)
      throws AlarmRefusedException {
    return Objects.requireNonNull(board.order(number, order, who, at(second)));
  }

  private static AlarmOrder acknowledge() {
    return new AlarmOrder.Acknowledge("");
  }

  @Test
  void order_acknowledgedAndThenOver_isFinishedWithWhoAndWhen() throws Exception {
    board.onChange(heard::add);
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    order(only().number(), new AlarmOrder.Acknowledge("on my way"), "alice", 5);
    assertThat(only().state()).isEqualTo(AlarmState.ACKNOWLEDGED);
    board.clear("camera-down/a", at(9));
    assertThat(board.standing()).isEmpty();
    AlarmRecord over = board.finished().getFirst();
    assertThat(over.clearedAt()).isEqualTo(at(9));
    assertThat(over.notes())
        .containsExactly(new AlarmNote(at(5), "alice", Deed.ACKNOWLEDGED, "on my way"));
    assertThat(heard)
        .extracting(AlarmRecord::state)
        .containsExactly(AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED, AlarmState.NORMAL);
  }

  @Test
  void clear_beforeAnybodySawIt_staysUntilSomebodyDoes() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    board.clear("camera-down/a", at(9));
    assertThat(only().state()).isEqualTo(AlarmState.RETURNED);
    assertThat(board.open()).isEmpty();
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 20));
    assertThat(only().state()).isEqualTo(AlarmState.UNACKNOWLEDGED);
    assertThat(only().times()).isEqualTo(2);
    assertThat(only().clearedAt()).isNull();
    board.clear("camera-down/a", at(30));
    order(only().number(), acknowledge(), "alice", 31);
    assertThat(board.standing()).isEmpty();
  }

  @Test
  void raise_afterItWasFinished_isAnotherRecord() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    long first = only().number();
    order(first, acknowledge(), "alice", 1);
    board.clear("camera-down/a", at(2));
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 3));
    assertThat(only().number()).isGreaterThan(first);
    assertThat(only().notes()).isEmpty();
    assertThatThrownBy(() -> board.order(first, acknowledge(), "bob", at(4)))
        .isInstanceOf(AlarmRefusedException.class)
        .hasMessageContaining("acknowledged by alice at 2026-03-01T12:00:01Z");
    assertThat(board.order(99, acknowledge(), "bob", at(4))).isNull();
  }

  @Test
  void raise_moreUrgentThanWhatWasAcknowledged_callsAgain() throws Exception {
    board.raise(alarm(Kind.GROUP_DOWN, "a", 0));
    order(only().number(), acknowledge(), "alice", 1);
    board.raise(alarm(Kind.GROUP_DOWN, Severity.WARNING, 0, "a", "b"));
    assertThat(only().state()).isEqualTo(AlarmState.ACKNOWLEDGED);
    assertThat(only().alarm().cameras()).hasSize(2);
    board.raise(alarm(Kind.GROUP_DOWN, Severity.CRITICAL, 0, "a", "b"));
    assertThat(only().state()).isEqualTo(AlarmState.UNACKNOWLEDGED);
    assertThat(board.raised(Kind.GROUP_DOWN)).isEqualTo(1);
  }

  @Test
  void order_byManyAtOnce_hasOneWinner() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    long number = only().number();
    int hands = 8;
    CyclicBarrier together = new CyclicBarrier(hands);
    try (ExecutorService pool = Executors.newFixedThreadPool(hands)) {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < hands; i++) {
        String who = "operator-" + i;
        tries.add(
            () -> {
              together.await();
              try {
                return board.order(number, acknowledge(), who, at(1)) != null;
              } catch (AlarmRefusedException e) {
                return false;
              }
            });
      }
      int winners = 0;
      for (Future<Boolean> tried : pool.invokeAll(tries)) {
        winners += tried.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
    assertThat(only().notes()).hasSize(1);
  }

  @Test
  void tick_shelvedForAWhile_comesBackByItselfAsWhatItIsThen() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    board.raise(alarm(Kind.CAMERA_DOWN, "b", 0));
    for (AlarmRecord record : board.standing()) {
      order(record.number(), new AlarmOrder.Shelve("repair", Duration.ofMinutes(10)), "alice", 0);
    }
    assertThat(board.count(AlarmState.SHELVED)).isEqualTo(2);
    board.clear("camera-down/b", at(60));
    board.tick(at(599));
    assertThat(board.count(AlarmState.SHELVED)).isEqualTo(2);
    board.tick(at(600));
    assertThat(only().state()).isEqualTo(AlarmState.UNACKNOWLEDGED);
    assertThat(only().withheld()).isNull();
    assertThat(only().notes())
        .extracting(AlarmNote::deed)
        .containsExactly(Deed.SHELVED, Deed.UNSHELVED);
    assertThat(board.finished()).extracting(r -> r.alarm().id()).containsExactly("camera-down/b");
  }

  @Test
  void shelve_withoutAReasonOrForTooLong_isRefused() {
    assertThatThrownBy(() -> new AlarmOrder.Shelve(" ", Duration.ofMinutes(1)))
        .hasMessageContaining("a reason is needed");
    assertThatThrownBy(() -> new AlarmOrder.Shelve("x", Duration.ofMinutes(481)))
        .hasMessageContaining("8 hours at most");
    assertThat(new AlarmOrder.Shelve("x", Duration.ofHours(8)).time()).hasHours(8);
  }

  @Test
  void order_outOfService_staysQuietUntilItIsPutBack() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    long number = only().number();
    order(number, new AlarmOrder.TakeOut("mast is moved"), "carol", 1);
    board.clear("camera-down/a", at(2));
    board.raise(alarm(Kind.CAMERA_DOWN, Severity.CRITICAL, 3, "a"));
    board.tick(at(100_000));
    assertThat(only().state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
    assertThat(Objects.requireNonNull(only().withheld()).reason()).isEqualTo("mast is moved");
    assertThatThrownBy(() -> order(number, acknowledge(), "alice", 4))
        .hasMessageContaining("cannot be acknowledged: it is out of service");
    order(number, new AlarmOrder.PutBack(), "carol", 5);
    assertThat(only().state()).isEqualTo(AlarmState.UNACKNOWLEDGED);
  }

  @Test
  void raise_pictureOfACameraThatIsDown_isSuppressedUntilThatIsOver() throws Exception {
    board.raise(alarm(Kind.PICTURE_BLACK, "a", 0));
    board.raise(alarm(Kind.GROUP_DOWN, Severity.CRITICAL, 1, "b", "a"));
    board.raise(alarm(Kind.PICTURE_MOVED, "b", 2));
    board.raise(alarm(Kind.PICTURE_MOVED, "c", 2));
    board.raise(alarm(Kind.MASK_MISSING, "a", 2));
    assertThat(states())
        .containsExactly(
            AlarmState.SUPPRESSED,
            AlarmState.UNACKNOWLEDGED,
            AlarmState.SUPPRESSED,
            AlarmState.UNACKNOWLEDGED,
            AlarmState.UNACKNOWLEDGED);
    assertThat(Objects.requireNonNull(board.standing().getFirst().withheld()).who())
        .isEqualTo("group-down/b");
    board.raise(alarm(Kind.GROUP_DOWN, Severity.CRITICAL, 1, "b"));
    assertThat(states().getFirst()).isEqualTo(AlarmState.UNACKNOWLEDGED);
    board.clear("picture-moved/b", at(3));
    board.clear("group-down/b", at(4));
    assertThat(board.standing())
        .filteredOn(record -> record.state() == AlarmState.SUPPRESSED)
        .isEmpty();
    assertThat(board.finished())
        .extracting(record -> record.alarm().id())
        .containsExactly("picture-moved/b");
  }

  private List<AlarmState> states() {
    return board.standing().stream().map(AlarmRecord::state).toList();
  }

  @Test
  void order_commentsAndAssignment_areNotedAndBounded() throws Exception {
    board.raise(alarm(Kind.DESTINATION_DOWN, "x", 0));
    long number = only().number();
    for (int i = 0; i < AlarmMoves.MOST_NOTES + 5; i++) {
      order(number, new AlarmOrder.Comment("no. " + i), "alice", i);
    }
    order(number, new AlarmOrder.Assign("bob"), "alice", 200);
    assertThat(only().assignee()).isEqualTo("bob");
    assertThat(only().notes()).hasSize(AlarmMoves.MOST_NOTES);
    order(number, new AlarmOrder.Assign(""), "bob", 201);
    assertThat(only().assignee()).isNull();
    assertThatThrownBy(() -> new AlarmOrder.Comment("\n")).hasMessageContaining("is needed");
  }

  @Test
  void restore_whatIsNotToldAgain_isOverAndWhatIsKeepsWhatWasDone() throws Exception {
    board.raise(alarm(Kind.CAMERA_DOWN, "a", 0));
    board.raise(alarm(Kind.CAMERA_DOWN, "b", 0));
    order(board.standing().getFirst().number(), acknowledge(), "alice", 1);
    board.deafen();
    board.clear("camera-down/a", at(2));
    AlarmBoard later = new AlarmBoard();
    later.restore(board.standing(), at(100));
    later.raise(alarm(Kind.CAMERA_DOWN, "a", 110));
    AlarmRecord kept = later.standing().getFirst();
    assertThat(kept.state()).isEqualTo(AlarmState.ACKNOWLEDGED);
    assertThat(kept.alarm().since()).isEqualTo(at(0));
    assertThat(kept.times()).isEqualTo(1);
    later.tick(at(100).plus(AlarmBoard.PATIENCE));
    assertThat(later.standing())
        .extracting(AlarmRecord::state)
        .containsExactly(AlarmState.ACKNOWLEDGED, AlarmState.RETURNED);
    later.raise(alarm(Kind.CAMERA_DOWN, "c", 300));
    assertThat(later.standing().getLast().number()).isEqualTo(3);
  }

  @Test
  void tick_moreThatNobodySawThanAreKept_countsTheOldestAsSeen() {
    for (int i = 0; i < AlarmBoard.MOST_RETURNED + 7; i++) {
      board.raise(alarm(Kind.LOGIN_LOCKED, "who-" + i, i));
      board.clear("login-locked/who-" + i, at(i + 1));
    }
    board.tick(at(5000));
    assertThat(board.standing()).hasSize(AlarmBoard.MOST_RETURNED);
    assertThat(board.finished().getLast().alarm().id()).isEqualTo("login-locked/who-0");
  }
}
