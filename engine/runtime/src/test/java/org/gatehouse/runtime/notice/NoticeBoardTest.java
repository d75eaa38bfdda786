package org.gatehouse.runtime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraNotice.Topic;
import org.gatehouse.contract.media.CameraId;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");

  private final NoticeBoard board = new NoticeBoard();

  private static CameraNotice motion(String source, boolean active, int seconds) {
    return new CameraNotice(Topic.MOTION, source, active, TimeUnit.SECONDS.toMicros(seconds));
  }

  @Test
  void heard_beginAndEnd_areTwoNoticesAndOneBeginning() {
    board.heard(GATE, motion("view", true, 1));
    board.heard(GATE, motion("view", false, 2));
    assertThat(board.recent())
        .extracting(told -> told.notice().active())
        .containsExactly(false, true);
    assertThat(board.begun(GATE)).isEqualTo(1);
    assertThat(board.begun(YARD)).isZero();
  }

  @Test
  void heard_sameAgainWithinAMinute_isNoNews() {
    for (int second = 0; second < 300; second += 5) {
      board.heard(GATE, motion("view", true, second));
    }
    assertThat(board.recent()).hasSize(1);
    board.heard(GATE, motion("door", true, 300));
    assertThat(board.begun(GATE)).isEqualTo(2);
  }

  @Test
  void heard_sameAgainAfterAMinuteOfSilence_isNews() {
    board.heard(GATE, motion("view", true, 0));
    board.heard(GATE, motion("view", true, 61));
    assertThat(board.begun(GATE)).isEqualTo(2);
  }

  @Test
  void heard_newSourcesWithoutEnd_keepsTwoHundredAndForgetsTheOldest() {
    for (int i = 0; i < 10_000; i++) {
      board.heard(GATE, motion("rule-" + i, true, 1));
    }
    assertThat(board.recent()).hasSize(200);
    assertThat(board.recent().getFirst().notice().source()).isEqualTo("rule-9999");
    // Among the sources that are remembered it is a repetition; the oldest are not.
    board.heard(GATE, motion("rule-9999", true, 1));
    assertThat(board.begun(GATE)).isEqualTo(10_000);
    board.heard(GATE, motion("rule-0", true, 1));
    assertThat(board.begun(GATE)).isEqualTo(10_001);
  }

  @Test
  void forget_camera_leavesTheOthers() {
    board.heard(GATE, motion("view", true, 1));
    board.heard(YARD, motion("view", true, 1));
    board.forget(GATE);
    assertThat(board.recent()).extracting(NoticeBoard.Told::camera).containsExactly(YARD);
    assertThat(board.begun(GATE)).isZero();
  }
}
