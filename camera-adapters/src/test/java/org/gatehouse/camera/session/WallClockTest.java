package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final VirtualTicker ticker = new VirtualTicker();
  private final WallClock clock = new WallClock(ticker);

  private long now() {
    return clock.epochMicros(ticker.nanos());
  }

  @Test
  void epochMicros_clocksAgree_isTheWallClock() {
    for (int i = 0; i < 10; i++) {
      ticker.advanceMillis(700);
      assertThat(now()).isEqualTo(ticker.epochMicros());
    }
  }

  @Test
  void epochMicros_wallClockALittleOff_isFollowedGently() {
    ticker.epochMicros -= 200_000;
    long last = now();
    for (int i = 0; i < 1000; i++) {
      ticker.advanceMillis(1000);
      assertThat(now() - last).isBetween(999_000L, 1_001_000L);
      last = now();
    }
    assertThat(last - ticker.epochMicros()).isBetween(-1000L, 1000L);
  }

  @Test
  void epochMicros_wallClockSetForward_isFollowedAtOnce() {
    now();
    ticker.epochMicros += HOUR_MICROS;
    ticker.advanceMillis(1000);
    assertThat(now()).isEqualTo(ticker.epochMicros());
  }

  @Test
  void epochMicros_wallClockSetBack_neverGoesBackAndMeetsItAgain() {
    long last = now();
    ticker.epochMicros -= HOUR_MICROS;
    for (int i = 0; i < 2 * 3600 + 3600; i++) {
      ticker.advanceMillis(1000);
      assertThat(now()).isGreaterThanOrEqualTo(last);
      last = now();
    }
    assertThat(last - ticker.epochMicros()).isBetween(-1_000_000L, 1_000_000L);
  }
}
