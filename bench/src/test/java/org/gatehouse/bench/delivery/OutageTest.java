package org.gatehouse.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final List<String> said = new ArrayList<>();
  private long seconds;

  private Outage outage(int length) {
    return new Outage(said::add, length, () -> TimeUnit.SECONDS.toNanos(seconds));
  }

  private boolean tick(Outage outage, long at, int acked) throws Exception {
    seconds = at;
    return outage.tick(acked);
  }

  @Test
  void tick_fromTheFirstEventOn_refusesAfterFiveSecondsUntilItIsOver() throws Exception {
    Outage outage = outage(60);
    assertThat(tick(outage, 0, 0)).isFalse();
    assertThat(tick(outage, 100, 1)).isFalse();
    assertThat(tick(outage, 104, 2000)).isFalse();
    assertThat(said).isEmpty();
    tick(outage, 105, 2500);
    assertThat(said).containsExactly("refuse");
    assertThat(tick(outage, 164, 3000)).isFalse();
    assertThat(outage.lasts()).isTrue();
    assertThat(tick(outage, 165, 3000)).isTrue();
    assertThat(said).containsExactly("refuse", "up");
    assertThat(outage.lasts()).isFalse();
    assertThat(tick(outage, 166, 3000)).isFalse();
  }

  @Test
  void lasts_beforeItBegins_isSoTooUnlessThereIsNone() {
    assertThat(outage(60).lasts()).isTrue();
    assertThat(outage(0).lasts()).isFalse();
  }
}
