package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SkipWatchTest {
  private static final long SECOND = 1_000_000;
  private final SkipWatch watch = new SkipWatch();

  @Test
  void report_fewPassedOver_isNoGap() {
    for (int second = 1; second < 100; second++) {
      assertThat(watch.report(Units.GATE, second * SECOND, 8, 3)).isEmpty();
    }
  }

  @Test
  void report_aMomentOfOverload_isNoGap() {
    assertThat(watch.report(Units.GATE, 1 * SECOND, 1, 20)).isEmpty();
    assertThat(watch.report(Units.GATE, 2 * SECOND, 1, 20)).isEmpty();
    assertThat(watch.report(Units.GATE, 3 * SECOND, 8, 0)).isEmpty();
  }

  @Test
  void report_overloadThatEnds_isAGapOfItsTime() {
    for (int second = 11; second <= 15; second++) {
      assertThat(watch.report(Units.GATE, second * SECOND, 1, 20)).isEmpty();
    }
    assertThat(watch.report(Units.GATE, 16 * SECOND, 8, 0))
        .contains(
            new Gap(
                Units.GATE,
                10 * SECOND,
                15 * SECOND,
                "overload: 5 pictures analysed, 100 passed over"));
    assertThat(watch.report(Units.GATE, 17 * SECOND, 8, 0)).isEmpty();
  }

  @Test
  void report_overloadThatLasts_isToldPieceByPiece() {
    long told = 0;
    for (int second = 1; second <= 180; second++) {
      told += watch.report(Units.GATE, second * SECOND, 0, 20).isPresent() ? 1 : 0;
    }
    assertThat(told).isEqualTo(3);
  }
}
