package org.gatehouse.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeneratorPlanTest {
  private static final double EXACT = 1e-9;

  @Test
  void due_withoutWarmUp_isEvenFromTheStart() {
    Generator.Plan plan = new Generator.Plan(100, 0, 50, 5, 0);
    assertThat(plan.due(0)).isZero();
    assertThat(plan.due(99)).isCloseTo(1.98, within(EXACT));
  }

  /**
   * 20 s from nothing to 500 a second are 5000 events, of which a quarter come in the first half.
   */
  @Test
  void due_withWarmUp_risesToTheRateWithoutAJump() {
    Generator.Plan plan = new Generator.Plan(6000, 5000, 500, 5, 0);
    assertThat(plan.due(0)).isZero();
    assertThat(plan.due(1250)).isCloseTo(10, within(EXACT));
    assertThat(plan.due(5000)).isCloseTo(20, within(EXACT));
    assertThat(plan.due(5000) - plan.due(4999)).isCloseTo(0.002, within(1e-6));
    assertThat(plan.due(5500)).isCloseTo(21, within(EXACT));
  }
}
