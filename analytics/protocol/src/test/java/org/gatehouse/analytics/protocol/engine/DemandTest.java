package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final Demand demand = new Demand(0);

  @Test
  void isOpen_atTheStart_soThatTheLaneLearnsItsBackground() {
    demand.seen(14 * SECOND);
    assertThat(demand.isOpen(14 * SECOND)).isTrue();
    demand.seen(16 * SECOND);
    assertThat(demand.isOpen(16 * SECOND)).isFalse();
  }

  @Test
  void isOpen_afterMotion_forAWhile() {
    demand.seen(100 * SECOND);
    demand.wanted(100 * SECOND);
    assertThat(demand.isOpen(103 * SECOND)).isTrue();
    assertThat(demand.isOpen(104 * SECOND + 1)).isFalse();
  }

  @Test
  void isOpen_smallerStreamIsGone_allIsWanted() {
    demand.seen(100 * SECOND);
    assertThat(demand.isOpen(104 * SECOND)).isFalse();
    assertThat(demand.isOpen(106 * SECOND)).isTrue();
    demand.seen(107 * SECOND);
    assertThat(demand.isOpen(107 * SECOND)).isFalse();
  }
}
