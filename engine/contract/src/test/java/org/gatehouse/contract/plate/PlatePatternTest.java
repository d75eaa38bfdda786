package org.gatehouse.contract.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatePatternTest {
  @Test
  void of_umlauts_areSoughtAsTheyAreRead() {
    assertThat(PlatePattern.of("wü-ab*", false).text()).isEqualTo("WUAB*");
    assertThat(PlatePattern.of("O\u0308?1", false).text()).isEqualTo("O?1");
  }

  @Test
  void of_letterThatIsOnNoPlate_isRefused() {
    assertThatThrownBy(() -> PlatePattern.of("É123", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("É123");
  }
}
