package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.server.http.LaneView;
import org.junit.jupiter.api.Test;

class LaneLoadTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate-1"));
  private final LaneLoad load = new LaneLoad();

  @Test
  void of_aFewPassedOver_isNotBehind() {
    report(10, 12, 4);
    assertThat(load.of("gate-1")).isEqualTo(new LaneView("gate-1", 120, 40, false));
    assertThat(load.of("gate-1").skippedShare()).isEqualTo(0.25);
  }

  @Test
  void of_mostPassedOver_isBehindUntilItKeepsUpAgain() {
    report(10, 3, 9);
    assertThat(load.of("gate-1").behind()).isTrue();
    report(9, 12, 0);
    assertThat(load.of("gate-1").behind()).isFalse();
    report(1, 12, 0);
    assertThat(load.of("gate-1").skipped()).isZero();
  }

  @Test
  void of_nothingToLookAt_isNotBehind() {
    report(10, 0, 0);
    assertThat(load.of("gate-1").behind()).isFalse();
    assertThat(load.of("gate-1").skippedShare()).isZero();
  }

  private void report(int seconds, long analysed, long skipped) {
    for (int second = 0; second < seconds; second++) {
      load.add(new LaneStats(GATE, 25, analysed, skipped, 2, 0, 0, 0));
    }
  }
}
