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

  /** Whether a look is noted; it is, if it is new. */
  private boolean look(String viewer, String what) {
    return look(new LookLog.Look(viewer, null, what));
  }

  private boolean look(LookLog.Look look) {
    boolean fresh = looks.isNew(look);
    if (fresh) {
      looks.noted(look);
    }
    return fresh;
  }

  @Test
  void isNew_lookThatCouldNotBeNoted_isStillNew() {
    LookLog.Look look = new LookLog.Look("10.0.0.1", null, GATE);
    assertThat(looks.isNew(look)).isTrue();
    assertThat(looks.isNew(look)).isTrue();
    looks.noted(look);
    assertThat(looks.isNew(look)).isFalse();
  }

  @Test
  void isNew_forAnotherPurpose_isNotedByItself() {
    assertThat(look(new LookLog.Look("bob", "gate duty", GATE))).isTrue();
    assertThat(look(new LookLog.Look("bob", "case 17", GATE))).isTrue();
    assertThat(look(new LookLog.Look("bob", "gate duty", GATE))).isFalse();
  }

  @Test
  void isNew_aPictureASecond_isOnceAMinute() {
    int noted = 0;
    for (int i = 0; i < 180; i++) {
      noted += look("10.0.0.1", GATE) ? 1 : 0;
      seconds++;
    }
    assertThat(noted).isEqualTo(3);
  }

  @Test
  void isNew_anotherViewerOrCamera_isNotedByItself() {
    assertThat(look("10.0.0.1", GATE)).isTrue();
    assertThat(look("10.0.0.2", GATE)).isTrue();
    assertThat(look("10.0.0.1", YARD)).isTrue();
    assertThat(look("10.0.0.2", GATE)).isFalse();
  }

  @Test
  void isNew_manyViewers_neverKeepsOneFromBeingNoted() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(look("10.0." + i / 256 + "." + i % 256, GATE)).isTrue();
    }
    assertThat(look("10.0.78.31", GATE)).isFalse();
  }
}
