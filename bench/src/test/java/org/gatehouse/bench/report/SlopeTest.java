package org.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlopeTest {
  @Test
  void slope_pointsOnALine_isItsSteepness() {
    Slope slope = new Slope();
    assertThat(slope.perX()).isZero();
    slope.add(0, 5);
    slope.add(1, 8);
    slope.add(2, 11);
    assertThat(slope.perX()).isEqualTo(3);
  }
}
