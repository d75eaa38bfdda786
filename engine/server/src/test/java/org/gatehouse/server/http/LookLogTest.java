package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class LookLogTest {
  private static final String GATE = "picture.seen gate";
  private static final String YARD = "picture.seen yard";

  private long seconds = 7;
  private final LookLog looks =
      new LookLog(
          new Ticker() {
            @Override
            public long nanos() {
              return seconds * 1_000_000_000;
            }

            @Override
            public long epochMicros() {
              return seconds * 1_000_000;
            }
          });

  @Test
  void isNew_aPictureASecond_isOnceAMinute() {
    int noted = 0;
    for (int i = 0; i < 180; i++) {
      noted += looks.isNew("10.0.0.1", GATE) ? 1 : 0;
      seconds++;
    }
    assertThat(noted).isEqualTo(3);
  }

  @Test
  void isNew_anotherViewerOrCamera_isNotedByItself() {
    assertThat(looks.isNew("10.0.0.1", GATE)).isTrue();
    assertThat(looks.isNew("10.0.0.2", GATE)).isTrue();
    assertThat(looks.isNew("10.0.0.1", YARD)).isTrue();
    assertThat(looks.isNew("10.0.0.2", GATE)).isFalse();
  }

  @Test
  void isNew_manyViewers_neverKeepsOneFromBeingNoted() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(looks.isNew("10.0." + i / 256 + "." + i % 256, GATE)).isTrue();
    }
    assertThat(looks.isNew("10.0.78.31", GATE)).isFalse();
  }
}
