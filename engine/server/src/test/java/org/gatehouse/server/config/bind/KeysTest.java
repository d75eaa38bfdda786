package org.gatehouse.server.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final List<String> KNOWN =
      List.of("access-token", "bind", "port", "username", "password", "url");

  @Test
  void nearest_slipOfTheFinger_isFound() {
    assertThat(Keys.nearest("pasword", KNOWN)).contains("password");
    assertThat(Keys.nearest("prot", KNOWN)).contains("port");
    assertThat(Keys.nearest("accessToken", KNOWN)).contains("access-token");
    assertThat(Keys.nearest("ACCESS_TOKEN", KNOWN)).contains("access-token");
  }

  @Test
  void nearest_nothingAlike_isEmpty() {
    assertThat(Keys.nearest("resolution", KNOWN)).isEmpty();
  }

  @Test
  void distance_neighboursSwapped_isOne() {
    assertThat(Keys.distance("prot", "port")).isEqualTo(1);
    assertThat(Keys.distance("", "abc")).isEqualTo(3);
    assertThat(Keys.distance("kitten", "sitting")).isEqualTo(3);
  }
}
