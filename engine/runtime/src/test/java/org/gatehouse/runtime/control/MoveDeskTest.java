package org.gatehouse.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MoveDeskTest {
  private static final CameraId GATE = new CameraId("gate");

  private final FakeTicker ticker = new FakeTicker();
  private final FakeControl control = new FakeControl();
  private final Semaphore sleeping = new Semaphore(0);
  private final Semaphore woken = new Semaphore(0);
  private final MoveDesk desk =
      new MoveDesk(
          ticker,
          time -> {
            sleeping.release();
            woken.acquire();
          });

  /** The thread that waits for the end of a move finds that much later. */
  private void passes(Duration time) throws InterruptedException {
    sleeping.acquire();
    ticker.advance(time);
    woken.release();
  }

  @Test
  void move_notRepeated_isStoppedAfterASecond() throws Exception {
    assertThat(desk.isMoving(GATE)).isFalse();
    desk.move(GATE, control, 1, -0.5, 0);
    assertThat(desk.isMoving(GATE)).isTrue();
    passes(Duration.ofSeconds(1));
    control.await(2);
    assertThat(control.told()).containsExactly("move 1.0 -0.5 0.0 PT1S", "stop");
  }

  @Test
  void move_repeated_goesOnAndIsStoppedASecondAfterTheLast() throws Exception {
    desk.move(GATE, control, 1, 0, 0);
    sleeping.acquire();
    ticker.advance(Duration.ofMillis(700));
    assertThat(desk.isMoving(GATE)).isTrue();
    desk.move(GATE, control, 1, 0, 0);
    ticker.advance(Duration.ofMillis(700));
    woken.release();
    passes(Duration.ofMillis(300));
    control.await(3);
    assertThat(control.told()).endsWith("stop").hasSize(3);
    assertThat(desk.isMoving(GATE)).isFalse();
    desk.move(GATE, control, 0, 0, 1);
    assertThat(desk.isMoving(GATE)).isTrue();
  }

  @Test
  void goTo_duringAMove_isNotStoppedByItsEnd() throws Exception {
    desk.move(GATE, control, 1, 0, 0);
    sleeping.acquire();
    desk.goTo(GATE, control, "p1");
    ticker.advance(Duration.ofSeconds(2));
    woken.release();
    desk.stop(GATE, control);
    assertThat(control.told()).containsExactly("move 1.0 0.0 0.0 PT1S", "preset p1", "stop");
  }

  @Test
  void move_cameraDoesNotAnswer_isToldToStopAllTheSameAndAgain() throws Exception {
    control.fails("no answer");
    assertThatThrownBy(() -> desk.move(GATE, control, 1, 0, 0))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("no answer");
    passes(Duration.ofSeconds(1));
    control.await(2);
    control.fails(null);
    passes(Duration.ofSeconds(1));
    control.await(3);
    assertThat(control.told()).containsExactly("move 1.0 0.0 0.0 PT1S", "stop", "stop");
  }
}
