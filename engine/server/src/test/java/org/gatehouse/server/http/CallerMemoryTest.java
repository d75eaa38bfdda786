package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerMemoryTest {
  private final CallerMemory<Integer> memory = new CallerMemory<>();

  @Test
  void put_moreThanOneMayHave_forgetsThatOnesEldestOnly() {
    memory.put("quiet", "k", 7);
    for (int i = 0; i <= CallerMemory.MOST_EACH; i++) {
      memory.put("busy", "k" + i, i);
    }
    assertThat(memory.get("busy", "k0")).isNull();
    assertThat(memory.get("busy", "k1")).isEqualTo(1);
    assertThat(memory.get("quiet", "k")).isEqualTo(7);
  }
}
