package org.gatehouse.analytics.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;

class AcceleratorTest {
  @Test
  void available_processor_isAlwaysThere() {
    assertThat(Accelerator.CPU.available()).isEqualTo(Accelerator.CPU);
  }

  @Test
  void available_providerThatThisBuildLacks_isRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> new Accelerator("tensorrt", false).available())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'tensorrt' cannot be used")
        .hasMessageContaining("has only cpu")
        .hasMessageContaining("accelerator-fallback: true");
  }

  @Test
  void available_unknownName_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> new Accelerator("gpu", false).available())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("known are cpu, coreml, cuda");
  }

  @Test
  void available_absentWithFallback_isTheProcessor() {
    assertThat(new Accelerator("tensorrt", true).available()).isEqualTo(Accelerator.CPU);
  }
}
