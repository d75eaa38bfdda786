package org.gatehouse.runtime.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.Alarm.Kind;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.gatehouse.runtime.supervise.Place;
import org.gatehouse.runtime.testing.FakeTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlarmDeskTest {
  private final FakeTicker ticker = new FakeTicker();
  private final AlarmBoard board = new AlarmBoard();
  private final AlarmDesk desk = new AlarmDesk(ticker, board);

  private void tell(int camera, @Nullable String label, String host, State state) {
    desk.heard(
        new CameraStatus(
            new CameraId("c" + camera),
            state,
            Instant.EPOCH,
            "what was seen",
            new Place(label, host),
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            null));
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      ticker.advance(Duration.ofSeconds(1));
      desk.tick();
    }
  }

  private static String ownNet(int camera) {
    return "10.0." + camera + ".9";
  }

  @Test
  void heard_oneCameraDown_isAnAlarmAfterItsGraceAndOverWhenItStreams() {
    tell(1, null, ownNet(1), State.WAITING);
    seconds(11);
    assertThat(board.open()).isEmpty();
    tell(1, null, ownNet(1), State.CONNECTING);
    seconds(1);
    assertThat(board.open()).extracting(Alarm::id).containsExactly("camera-down/c1");
    tell(1, null, ownNet(1), State.STREAMING);
    assertThat(board.open()).isEmpty();
    assertThat(board.standing()).extracting(r -> r.state()).containsExactly(AlarmState.RETURNED);
  }

  @Test
  void heard_cameraBackWithinItsGrace_isNoAlarm() {
    tell(1, null, ownNet(1), State.STALLED);
    seconds(8);
    tell(1, null, ownNet(1), State.STREAMING);
    seconds(60);
    assertThat(board.raised(Kind.CAMERA_DOWN)).isZero();
  }

  @Test
  void heard_fiveOfOneSwitch_areOneAlarmThatListsGrowsShrinksAndEnds() {
    for (int i = 0; i < 5; i++) {
      tell(i, "a", ownNet(i), State.WAITING);
      seconds(1);
    }
    tell(9, "b", ownNet(9), State.WAITING);
    seconds(3);
    assertThat(board.open()).extracting(Alarm::kind).containsExactly(Kind.GROUP_DOWN);
    assertThat(board.open().getFirst().cameras()).hasSize(5);
    tell(5, "a", ownNet(5), State.STALLED);
    seconds(1);
    assertThat(board.open().getFirst().cameras()).hasSize(6);
    seconds(20);
    assertThat(board.open())
        .extracting(Alarm::kind)
        .containsExactly(Kind.GROUP_DOWN, Kind.CAMERA_DOWN);
    for (int i = 0; i < 6; i++) {
      tell(i, "a", ownNet(i), State.STREAMING);
    }
    seconds(1);
    assertThat(board.open()).extracting(Alarm::id).containsExactly("camera-down/c9");
    assertThat(board.raised(Kind.GROUP_DOWN)).isEqualTo(1);
    assertThat(board.raised(Kind.CAMERA_DOWN)).isEqualTo(1);
  }

  @Test
  void heard_fourOfOneSwitch_areFourAlarms() {
    for (int i = 0; i < 4; i++) {
      tell(i, "a", ownNet(i), State.WAITING);
    }
    seconds(13);
    assertThat(board.open(Kind.CAMERA_DOWN)).isEqualTo(4);
    assertThat(board.raised(Kind.GROUP_DOWN)).isZero();
  }

  @Test
  void heard_fiveOfOneSwitchOverAMinute_areFiveAlarms() {
    for (int i = 0; i < 5; i++) {
      tell(i, "a", ownNet(i), State.WAITING);
      seconds(15);
    }
    assertThat(board.open(Kind.CAMERA_DOWN)).isEqualTo(5);
    assertThat(board.raised(Kind.GROUP_DOWN)).isZero();
  }

  @Test
  void heard_wholeNetAcrossFourSwitches_isOneAlarmForTheNet() {
    for (int i = 0; i < 20; i++) {
      tell(i, "s" + i % 4, "10.9.9." + i, State.STALLED);
    }
    seconds(15);
    assertThat(board.open()).hasSize(1);
    assertThat(board.open().getFirst().id()).startsWith("group-down/10.9.9.0/24/");
    assertThat(board.open().getFirst().cameras()).hasSize(20);
  }

  @Test
  void heard_restOfAGroupStaysAway_isToldAlone() {
    for (int i = 0; i < 6; i++) {
      tell(i, "a", ownNet(i), State.WAITING);
    }
    seconds(5);
    for (int i = 0; i < 5; i++) {
      tell(i, "a", ownNet(i), State.STREAMING);
    }
    seconds(31);
    assertThat(board.open()).extracting(Alarm::id).containsExactly("camera-down/c5");
  }

  @Test
  void heard_refusedAndFrozen_areTheirOwnKinds() {
    tell(1, null, ownNet(1), State.FAILED);
    tell(2, null, ownNet(2), State.FROZEN);
    seconds(13);
    assertThat(board.open())
        .extracting(Alarm::kind)
        .containsExactly(Kind.CREDENTIALS_REFUSED, Kind.CAMERA_FROZEN);
    tell(2, null, ownNet(2), State.WAITING);
    seconds(13);
    assertThat(board.open())
        .extracting(Alarm::kind)
        .containsExactly(Kind.CREDENTIALS_REFUSED, Kind.CAMERA_DOWN);
  }

  @Test
  void heard_cameraRemoved_itsAlarmIsOver() {
    tell(1, null, ownNet(1), State.WAITING);
    seconds(13);
    tell(1, null, ownNet(1), State.STOPPED);
    assertThat(board.open()).isEmpty();
    assertThat(board.standing()).extracting(r -> r.state()).containsExactly(AlarmState.RETURNED);
  }
}
