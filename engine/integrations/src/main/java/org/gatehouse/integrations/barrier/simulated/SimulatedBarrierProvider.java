package org.gatehouse.integrations.barrier.simulated;

import java.time.Duration;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.gatehouse.contract.time.Ticker;

/** Makes simulated barriers; found by ServiceLoader. */
public final class SimulatedBarrierProvider implements BarrierProvider<SimulatedBarrierConfig> {
  @Override
  public String type() {
    return "simulated";
  }

  @Override
  public Class<SimulatedBarrierConfig> configType() {
    return SimulatedBarrierConfig.class;
  }

  @Override
  public BarrierDriver create(String name, SimulatedBarrierConfig config, Duration timeout) {
    if (config.latency().isNegative() || config.latency().compareTo(timeout) > 0) {
      throw new ConfigException(
          "barrier %s: latency must be between 0 and its timeout".formatted(name));
    }
    return new SimulatedBarrier(config, timeout, Ticker.system());
  }
}
