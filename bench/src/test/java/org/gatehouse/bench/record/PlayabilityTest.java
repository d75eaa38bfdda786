package org.gatehouse.bench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlayabilityTest {
  @Test
  void error_severalCameras_isTheLargestInPercent() {
    assertThat(Playability.error(List.of(100.0, 99.9, 50.0), List.of(100.0, 100.0, 50.0)))
        .isCloseTo(0.1, within(1e-9));
  }

  @Test
  void error_cameraWithoutFiles_isAll() {
    assertThat(Playability.error(List.of(100.0), List.of(100.0, 100.0))).isEqualTo(100);
  }
}
