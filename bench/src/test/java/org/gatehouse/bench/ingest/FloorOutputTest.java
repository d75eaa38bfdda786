package org.gatehouse.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;

class FloorOutputTest {
  @Test
  void parse_lastLine_isItsFigures() {
    assertThat(FloorOutput.parse("end 1.250000 8000000000 51234"))
        .isEqualTo(new FloorOutput(1.25, 8_000_000_000L, 51_234));
  }

  @Test
  void parse_otherLine_isRefusedWithTheLine() {
    assertThatThrownBy(() -> FloorOutput.parse("end nan 1"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("end nan 1");
  }
}
