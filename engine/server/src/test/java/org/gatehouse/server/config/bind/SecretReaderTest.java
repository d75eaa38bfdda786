package org.gatehouse.server.config.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;

class SecretReaderTest {
  private static Secret read(String value) {
    return new SecretReader(Path.of(""), Map.of("TOKEN", value)::get).read("env:TOKEN");
  }

  @Test
  void read_variableWithALineEnd_isTheSecretWithoutIt() {
    assertThat(read(" t0 ken\r\n")).isEqualTo(Secret.of(" t0 ken"));
  }

  @Test
  void read_variableOfBlanks_isEmpty() {
    assertThatThrownBy(() -> read(" \n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("environment variable TOKEN is empty");
  }
}
