package org.gatehouse.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.camera.simulator.fleet.CameraCount;
import org.junit.jupiter.api.Test;

class LossTest {
  private static CameraCount count(String id, long units, long skipped, long bytes) {
    return new CameraCount(id, 1, 1, 1, 1, 0, units, skipped, bytes);
  }

  private static FleetNews.Counts counts(CameraCount... cameras) {
    return new FleetNews.Counts(List.of(cameras), 0);
  }

  @Test
  void of_allReceived_losesNothing() {
    Loss loss =
        Loss.of(
            counts(count("a", 100, 3, 0), count("b", 50, 0, 0)),
            counts(count("a", 160, 3, 0), count("b", 90, 0, 0)),
            Map.of("a", 60L, "b", 40L));
    assertThat(loss).isEqualTo(new Loss(100, 100, 0));
  }

  @Test
  void of_surplusOfOneCamera_doesNotHideTheLossOfAnother() {
    Loss loss =
        Loss.of(
            counts(count("a", 0, 0, 0), count("b", 0, 0, 0)),
            counts(count("a", 10, 0, 0), count("b", 10, 0, 0)),
            Map.of("a", 13L, "b", 7L));
    assertThat(loss.lost()).isEqualTo(3);
  }

  @Test
  void of_unheardCameraAndSkippedUnits_areLost() {
    Loss loss =
        Loss.of(
            counts(count("a", 0, 1, 0), count("b", 0, 0, 0)),
            counts(count("a", 10, 5, 0), count("b", 6, 0, 0)),
            Map.of("a", 10L));
    assertThat(loss).isEqualTo(new Loss(16, 10, 10));
  }

  @Test
  void window_bytesAndUnits_becomeGbitAndFullRate() {
    Window window =
        Window.of(
            0.5,
            10,
            counts(count("a", 0, 0, 0), count("b", 0, 0, 0)),
            counts(count("a", 249, 0, 100_000_000), count("b", 200, 0, 25_000_000)),
            25);
    assertThat(window.gbit()).isEqualTo(1.0);
    assertThat(window.cpuSecondsPerGbit()).isEqualTo(0.5);
    assertThat(window.fullRateCameras()).isEqualTo(1);
  }

  @Test
  void slope_pointsOnALine_isItsSteepness() {
    Slope slope = new Slope();
    assertThat(slope.perX()).isZero();
    slope.add(0, 5);
    slope.add(1, 8);
    slope.add(2, 11);
    assertThat(slope.perX()).isEqualTo(3);
  }
}
