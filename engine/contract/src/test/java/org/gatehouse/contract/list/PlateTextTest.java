package org.gatehouse.contract.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateTextTest {
  @ParameterizedTest
  @CsvSource({
    "京a·12345,京A12345",
    "WÜ-AB 123,WUAB123",
    "wü ab 123,WUAB123",
    "WU\u0308AB123,WUAB123",
    "LÖ-Ä 1,LOA1"
  })
  void of_separatorsSmallLettersAndUmlauts_makeNoDifference(String written, String compared) {
    assertThat(PlateText.of(written)).isEqualTo(compared);
  }

  @Test
  void of_signThatIsOnNoPlate_isRefused() {
    assertThatThrownBy(() -> PlateText.of("A#1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A#1");
  }
}
