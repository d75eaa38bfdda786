package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlateAlphabetTest {
  @Test
  void folding_umlauts_areTheLettersWithoutTheirDots() {
    assertThat(PlateAlphabet.folding(List.of("Ü", "ü", "ä", "Ö")))
        .containsExactly(
            0,
            PlateAlphabet.number('U'),
            PlateAlphabet.number('U'),
            PlateAlphabet.number('A'),
            PlateAlphabet.number('O'),
            0);
  }

  @Test
  void folding_signThatIsOnNoPlate_isOther() {
    assertThat(PlateAlphabet.folding(List.of("é", "永")))
        .containsExactly(0, PlateAlphabet.OTHER, PlateAlphabet.OTHER, 0);
  }
}
