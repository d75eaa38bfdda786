package org.gatehouse.contract.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureAreaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0 1,1 | 3 to 20 corners, this one has 2",
        "0,0 1,0 0,1 1,1 | cross each other",
        "0.1,0.1 0.2,0.2 0.9,0.9 | its corners lie on one line",
        "0,0 1.2,0 1,1 | is not inside 0,0 to 1,1",
        "0,0 a,0 1,1 | expected a number from 0 to 1, but saw 'a'",
        "0,0 0.5 1,1 | but saw '0.5'",
        "NaN,0 1,0 1,1 | is not inside"
      })
  void parse_whatIsNoPolygon_isToldInWords(String text, String words) {
    assertThatThrownBy(() -> PictureArea.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void parse_tooManyCorners_areRefused() {
    String text = String.join(" ", Collections.nCopies(21, "0.5,0.5"));
    assertThatThrownBy(() -> PictureArea.parse(text)).hasMessageContaining("has 21");
  }

  @Test
  void toString_isReadAgain() {
    PictureArea area = PictureArea.parse("0,0 0.0001,1 1,0.25");
    assertThat(area).hasToString("0,0 0.0001,1 1,0.25");
    assertThat(PictureArea.parse(area.toString())).isEqualTo(area);
  }

  @Test
  void contains_insideAndOutsideOfAnArrow() {
    PictureArea arrow = PictureArea.parse("0,0 1,0.5 0,1 0.5,0.5");
    assertThat(arrow.contains(0.7, 0.5)).isTrue();
    assertThat(arrow.contains(0.2, 0.5)).isFalse();
    assertThat(arrow.share()).isEqualTo(0.25);
  }

  @Test
  void line_sides_areThoseOfWhoWalksAlongIt() {
    PictureLine line = PictureLine.parse("0.2,0.5 0.8,0.5");
    assertThat(line.rightwards(0.9, 0.7)).isCloseTo(0.2, within(1e-9));
    assertThat(line.rightwards(0.1, 0.1)).isCloseTo(-0.4, within(1e-9));
    assertThat(line).hasToString("0.2,0.5 0.8,0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0,0 | has 1", "0,0 1,1 0,1 | has 3", "0.5,0.5 0.52,0.5 | shorter"})
  void line_whatHasNoSides_isToldInWords(String text, String words) {
    assertThatThrownBy(() -> PictureLine.parse(text)).hasMessageContaining(words);
  }
}
