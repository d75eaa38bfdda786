package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final long LATER = TimeUnit.MINUTES.toNanos(11);
  private final Quarantine quarantine = new Quarantine();
  private final AccessUnit unit = Units.unit(1, true, "poison");

  @Test
  void ended_once_sameBytesOfThatCameraAreHeld() {
    quarantine.ended(Units.GATE, unit, 0);
    assertThat(quarantine.holds(Units.GATE, Units.unit(3, true, "poison"), 1)).isTrue();
    assertThat(quarantine.holds(Units.GATE, Units.unit(3, true, "other"), 1)).isFalse();
  }

  @Test
  void died_once_unitIsSentAgain() {
    assertThat(quarantine.died(Units.GATE, unit, 0)).isFalse();
    assertThat(quarantine.holds(Units.GATE, unit, 0)).isFalse();
  }

  @Test
  void died_twice_sameBytesOfThatCameraAreHeld() {
    quarantine.died(Units.GATE, unit, 0);
    assertThat(quarantine.died(Units.GATE, Units.unit(2, true, "poison"), 1)).isTrue();
    assertThat(quarantine.holds(Units.GATE, Units.unit(3, true, "poison"), 2)).isTrue();
    assertThat(quarantine.holds(Units.GATE, Units.unit(3, true, "other"), 2)).isFalse();
    assertThat(quarantine.holds(Units.YARD, unit, 2)).isFalse();
  }

  @Test
  void holds_afterTenMinutes_isForgotten() {
    quarantine.died(Units.GATE, unit, 0);
    quarantine.died(Units.GATE, unit, 1);
    assertThat(quarantine.holds(Units.GATE, unit, LATER)).isFalse();
    assertThat(quarantine.size()).isZero();
  }

  @Test
  void died_manyUnits_oldestAreForgotten() {
    for (int i = 0; i < 1000; i++) {
      quarantine.died(Units.GATE, Units.unit(i, true, "unit " + i), i);
    }
    assertThat(quarantine.size()).isEqualTo(64);
  }
}
