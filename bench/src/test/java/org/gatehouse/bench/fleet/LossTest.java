package org.gatehouse.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
            Map.of("a", 60L, "b", 40L),
            camera -> true);
    assertThat(loss).isEqualTo(new Loss(100, 100, 0));
  }

  @Test
  void of_surplusOfOneCamera_doesNotHideTheLossOfAnother() {
    Loss loss =
        Loss.of(
            counts(count("a", 0, 0, 0), count("b", 0, 0, 0)),
            counts(count("a", 10, 0, 0), count("b", 10, 0, 0)),
            Map.of("a", 13L, "b", 7L),
            camera -> true);
    assertThat(loss.lost()).isEqualTo(3);
  }

  @Test
  void of_unheardCameraAndSkippedUnits_areLost() {
    Loss loss =
        Loss.of(
            counts(count("a", 0, 1, 0), count("b", 0, 0, 0)),
            counts(count("a", 10, 5, 0), count("b", 6, 0, 0)),
            Map.of("a", 10L),
            camera -> true);
    assertThat(loss).isEqualTo(new Loss(16, 10, 10));
  }

  @Test
  void of_someCameras_othersDoNotCount() {
    Loss loss =
        Loss.of(
            counts(count("a", 0, 0, 0), count("b", 0, 0, 0)),
            counts(count("a", 10, 0, 0), count("b", 10, 0, 0)),
            Map.of("a", 10L),
            "a"::equals);
    assertThat(loss).isEqualTo(new Loss(10, 10, 0));
  }
}
