package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit =
      new RateLimit(
          new Ticker() {
            @Override
            public long nanos() {
              return now.get();
            }

            @Override
            public long epochMicros() {
              return now.get() / 1000;
            }
          });

  private int taken(String client, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limit.take(client) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void take_moreThanTheBucketHolds_isRefusedUntilItFills() {
    assertThat(taken("a", RateLimit.BURST + 10)).isEqualTo(RateLimit.BURST);
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(taken("a", 1000)).isEqualTo(2 * RateLimit.PER_SECOND);
  }

  @Test
  void take_ofAnother_isNotRefused() {
    taken("a", RateLimit.BURST + 10);
    assertThat(taken("b", 10)).isEqualTo(10);
  }

  @Test
  void take_afterALongPause_isABurstAtMost() {
    taken("a", RateLimit.BURST);
    now.addAndGet(TimeUnit.HOURS.toNanos(5));
    assertThat(taken("a", 10 * RateLimit.BURST)).isEqualTo(RateLimit.BURST);
  }
}
