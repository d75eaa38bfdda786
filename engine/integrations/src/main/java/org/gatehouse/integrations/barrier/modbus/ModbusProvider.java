package org.gatehouse.integrations.barrier.modbus;

import java.time.Duration;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Makes drivers of Modbus relays; found by ServiceLoader. */
public final class ModbusProvider implements BarrierProvider<ModbusConfig> {
  private static final int HIGHEST = 0xffff;
  private static final int HIGHEST_UNIT = 0xff;

  @Override
  public String type() {
    return "modbus";
  }

  @Override
  public Class<ModbusConfig> configType() {
    return ModbusConfig.class;
  }

  @Override
  public BarrierDriver create(String name, ModbusConfig config, Duration timeout) {
    check(name, "port", config.port(), HIGHEST);
    check(name, "unit", config.unit(), HIGHEST_UNIT);
    check(name, "open-coil", config.openCoil(), HIGHEST);
    check(name, "hold-coil", config.holdCoil(), HIGHEST);
    check(name, "close-coil", config.closeCoil(), HIGHEST);
    check(name, "open-input", config.openInput(), HIGHEST);
    check(name, "closed-input", config.closedInput(), HIGHEST);
    check(name, "loop-input", config.loopInput(), HIGHEST);
    ModbusClient client = new ModbusClient(config.host(), config.port(), config.unit(), timeout);
    return new ModbusBarrier(config, client, Ticker.system());
  }

  private static void check(String name, String key, @Nullable Integer value, int most) {
    if (value != null && (value < 0 || value > most)) {
      throw new ConfigException(
          "barrier %s: %s: expected 0 to %d, but saw %d".formatted(name, key, most, value));
    }
  }
}
