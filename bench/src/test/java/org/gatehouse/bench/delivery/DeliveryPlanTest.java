package org.gatehouse.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryPlanTest {
  private static DeliveryPlan plan(int kills, int outage) {
    return new DeliveryPlan(Sink.WEBHOOK, 1000, 500, kills, outage, 20, 50, 100, 1);
  }

  private static Figures figures(
      int lost, int foreign, int outOfOrder, int duplicates, double p99) {
    return new Figures(1000, lost, duplicates, foreign, outOfOrder, duplicates, p99, p99);
  }

  @Test
  void killsAt_areAscendingOnTheWayAndTheSameForASeed() {
    assertThat(plan(20, 0).killsAt()).hasSize(20).isSorted().allMatch(at -> at > 0 && at < 1000);
    assertThat(plan(20, 0).killsAt()).isEqualTo(plan(20, 0).killsAt());
  }

  @Test
  void allEvents_steady_haveAWarmUpBeforeThem() {
    assertThat(plan(0, 0).warmUp()).isEqualTo(5000);
    assertThat(plan(0, 0).allEvents()).isEqualTo(6000);
    assertThat(plan(1, 0).allEvents()).isEqualTo(1000);
    assertThat(plan(0, 1).allEvents()).isEqualTo(1000);
  }

  @Test
  void refusal_killsInAnOutageOrTooFewEventsForOne_saysWhy() {
    assertThat(plan(0, 0).refusal()).isNull();
    assertThat(plan(3, 0).refusal()).isNull();
    assertThat(plan(3, 60).refusal()).contains("--kills and --outage");
    assertThat(plan(0, 60).refusal()).contains("--events must be 3000 at least");
    assertThat(new DeliveryPlan(Sink.MQTT, 3000, 500, 0, 60, 20, 50, 100, 1).refusal()).isNull();
  }

  @Test
  void good_anythingLostForeignOrOutOfOrder_isNot() {
    assertThat(plan(5, 0).good(figures(0, 0, 0, 64, 9999), null)).isTrue();
    assertThat(plan(5, 0).good(figures(1, 0, 0, 0, 1), null)).isFalse();
    assertThat(plan(5, 0).good(figures(0, 1, 0, 0, 1), null)).isFalse();
    assertThat(plan(5, 0).good(figures(0, 0, 1, 0, 1), null)).isFalse();
    assertThat(plan(5, 0).good(figures(0, 0, 0, 65, 1), null)).isFalse();
  }

  @Test
  void good_steady_mustBeQuick_andAnOutageDrained() {
    assertThat(plan(0, 0).good(figures(0, 0, 0, 0, 150), null)).isTrue();
    assertThat(plan(0, 0).good(figures(0, 0, 0, 0, 151), null)).isFalse();
    assertThat(plan(0, 60).good(figures(0, 0, 0, 0, 60_000), 5.0)).isTrue();
    assertThat(plan(0, 60).good(figures(0, 0, 0, 0, 60_000), 4.9)).isFalse();
    assertThat(plan(0, 60).good(figures(0, 0, 0, 0, 60_000), null)).isFalse();
  }
}
