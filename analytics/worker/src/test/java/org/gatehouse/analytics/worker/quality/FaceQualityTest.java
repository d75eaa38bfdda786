package org.gatehouse.analytics.worker.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gatehouse.analytics.worker.tracking.Box;
import org.junit.jupiter.api.Test;

class FaceQualityTest {
  @Test
  void combine_eachMeasureWorse_isWorse() {
    double good = FaceQuality.combine(120, 15, 0.8, 0.9, 1);
    assertThat(FaceQuality.combine(50, 15, 0.8, 0.9, 1)).isLessThan(good);
    assertThat(FaceQuality.combine(120, 4, 0.8, 0.9, 1)).isLessThan(good);
    assertThat(FaceQuality.combine(120, 15, 0.1, 0.9, 1)).isLessThan(good);
    assertThat(FaceQuality.combine(120, 15, 0.8, 0.2, 1)).isLessThan(good);
    assertThat(FaceQuality.combine(120, 15, 0.8, 0.9, 0.3)).isLessThan(good);
  }

  @Test
  void margin_atTheEdge_isPunished() {
    double free = FaceQuality.margin(new Box(500, 300, 100, 100), 1280, 720);
    double touching = FaceQuality.margin(new Box(0, 300, 100, 100), 1280, 720);
    double cut = FaceQuality.margin(new Box(-40, 300, 100, 100), 1280, 720);
    assertThat(free).isEqualTo(1);
    assertThat(touching).isLessThan(free);
    assertThat(cut).isLessThan(touching);
  }

  @Test
  void exposure_darkBrightAndMiddle() {
    assertThat(Exposure.of(gray(128))).isEqualTo(1);
    assertThat(Exposure.of(gray(3))).isLessThan(0.1);
    assertThat(Exposure.of(gray(254))).isLessThan(0.1);
    assertThat(Exposure.of(new byte[0])).isZero();
  }

  private static byte[] gray(int level) {
    byte[] gray = new byte[100];
    Arrays.fill(gray, (byte) level);
    return gray;
  }
}
