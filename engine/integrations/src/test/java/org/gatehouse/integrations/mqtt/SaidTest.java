package org.gatehouse.integrations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.integrations.HastyTicker;
import org.junit.jupiter.api.Test;

class SaidTest {
  /** A second passes with each look: one when it is said, one whenever it is asked for. */
  private final HastyTicker ticker = new HastyTicker(Duration.ofSeconds(1));

  @Test
  void isSilent_longerThanItEverIs_untilItSaysSomethingAgain() {
    Said<String> said = new Said<>("unknown", Duration.ofSeconds(2), ticker);
    said.hear("free", false);
    assertThat(said.isSilent()).isFalse();
    assertThat(said.isSilent()).isFalse();
    assertThat(said.isSilent()).isTrue();
    said.hear("occupied", false);
    assertThat(said.isSilent()).isFalse();
    assertThat(said.last()).isEqualTo("occupied");
  }

  @Test
  void forget_connectedAnew_hasItsTimeToSaySomething() {
    Said<String> said = new Said<>("unknown", Duration.ofSeconds(1), ticker);
    assertThat(said.isSilent()).isFalse();
    assertThat(said.isSilent()).isTrue();
    said.forget();
    assertThat(said.last()).isEqualTo("unknown");
    assertThat(said.isSilent()).isFalse();
  }

  @Test
  void hear_keptByTheBroker_countsOnlyWhereSilenceMeansNothing() {
    Said<String> regular = new Said<>("unknown", Duration.ofMinutes(1), ticker);
    regular.hear("free", true);
    assertThat(regular.last()).isEqualTo("unknown");
    Said<String> quiet = new Said<>("unknown", null, ticker);
    quiet.hear("free", true);
    assertThat(quiet.last()).isEqualTo("free");
    for (int i = 0; i < 100; i++) {
      assertThat(quiet.isSilent()).isFalse();
    }
  }
}
