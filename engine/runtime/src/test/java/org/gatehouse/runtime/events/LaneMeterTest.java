package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneMeterTest {
  private final LaneMeter meter = new LaneMeter();

  @Test
  void recentSeconds_areOfTheLatestThousand() {
    assertThat(meter.recentSeconds()).isNaN();
    for (int i = 0; i < 500; i++) {
      meter.delivered(Duration.ofHours(1));
    }
    for (int i = 1; i <= 1000; i++) {
      meter.delivered(Duration.ofMillis(i));
    }
    assertThat(meter.recentSeconds()).isEqualTo(0.99);
    assertThat(meter.arrivals()).isEqualTo(1500);
    assertThat(meter.delaySeconds()).isEqualTo(500 * 3600 + 500.5);
  }

  @Test
  void delivered_beforeItHappened_tookNoTime() {
    meter.delivered(Duration.ofSeconds(-5));
    assertThat(meter.recentSeconds()).isZero();
  }

  @Test
  void canarySeconds_areOfTheLatest() {
    assertThat(meter.canarySeconds()).isNaN();
    meter.canaryArrived(Duration.ofSeconds(2));
    meter.canaryArrived(Duration.ofSeconds(1));
    assertThat(meter.canarySeconds()).isEqualTo(1);
    assertThat(meter.canaries()).isEqualTo(2);
  }
}
