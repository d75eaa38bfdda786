package org.gatehouse.contract.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListEntryTest {
  private static ListEntry entry(String from, String until) {
    return new ListEntry(
        "B123",
        ListKind.ALLOW,
        Instant.parse(from),
        Instant.parse(until),
        Set.of(),
        List.of(),
        null,
        0);
  }

  @Test
  void create_fractionsOfSeconds_areLeftOut() {
    assertThat(entry("2026-11-26T12:00:00.9Z", "2026-11-26T12:00:01.1Z"))
        .isEqualTo(entry("2026-11-26T12:00:00Z", "2026-11-26T12:00:01Z"));
  }

  @Test
  void create_fromAndUntilWithinOneSecond_isRefused() {
    assertThatThrownBy(() -> entry("2026-11-26T12:00:00.1Z", "2026-11-26T12:00:00.9Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("until");
  }
}
