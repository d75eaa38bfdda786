package org.gatehouse.bench.labels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateCellTest {
  @Test
  void of_howeverWritten_isAsTheReaderTellsIt() {
    assertThat(PlateCell.of(" 京a·12345 ")).isEqualTo("京A12345");
    assertThat(PlateCell.of("m-ab 1234")).isEqualTo("MAB1234");
    assertThat(PlateCell.of("粤OA9112")).isEqualTo("粤0A9112");
  }

  @Test
  void of_noPlateOrNoneThatThereCanBe_isKept() {
    assertThat(PlateCell.of("  ")).isEmpty();
    assertThat(PlateCell.of("-")).isEmpty();
    assertThat(PlateCell.of("川a?2345")).isEqualTo("川A?2345");
  }
}
