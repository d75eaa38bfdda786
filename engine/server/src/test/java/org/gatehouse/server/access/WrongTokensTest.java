package org.gatehouse.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrongTokensTest {
  private final WrongTokens wrong = new WrongTokens();

  @Test
  void contains_whatWasShownBefore_isKnownAndOthersAreNot() {
    wrong.add("old");
    assertThat(wrong.contains("old")).isTrue();
    assertThat(wrong.contains("other")).isFalse();
  }

  @Test
  void add_veryMany_whatIsShownAgainAndAgainStaysKnown() {
    wrong.add("old");
    for (int i = 0; i < 5000; i++) {
      wrong.add("guess " + i);
      assertThat(wrong.contains("old")).isTrue();
    }
    assertThat(wrong.contains("guess 0")).isFalse();
  }
}
