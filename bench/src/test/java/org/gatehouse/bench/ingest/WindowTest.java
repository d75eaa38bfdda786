package org.gatehouse.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.camera.simulator.fleet.CameraCount;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static CameraCount count(String id, long units, long skipped, long bytes) {
    return new CameraCount(id, 1, 1, 1, 1, 0, units, skipped, bytes);
  }

  private static FleetNews.Counts counts(CameraCount... cameras) {
    return new FleetNews.Counts(List.of(cameras), 0);
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
}
