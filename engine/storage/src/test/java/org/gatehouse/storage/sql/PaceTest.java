package org.gatehouse.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PaceTest {
  private final Pace pace = new Pace();

  private static String work(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return "done";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "cut short";
    }
  }

  @Test
  void turn_afterAnother_comesOnceThatHasRestedLongerThanItWorked() {
    pace.turn(() -> work(20));
    long began = System.nanoTime();
    assertThat(pace.turn(() -> "next")).isEqualTo("next");
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(40_000_000L);
  }

  @Test
  void turn_thatFails_isFollowedByTheNext() {
    assertThatThrownBy(
            () ->
                pace.turn(
                    () -> {
                      throw new IllegalStateException("disk");
                    }))
        .hasMessage("disk");
    assertThat(pace.turn(() -> "next")).isEqualTo("next");
  }

  /** Else whoever ends a long deletion would wait for its rest. */
  @Test
  @Timeout(30)
  void turn_interruptedBefore_runsAtOnceAndStaysInterrupted() {
    pace.turn(() -> work(15));
    Thread.currentThread().interrupt();
    assertThat(pace.turn(() -> "next")).isEqualTo("next");
    assertThat(Thread.interrupted()).isTrue();
  }
}
