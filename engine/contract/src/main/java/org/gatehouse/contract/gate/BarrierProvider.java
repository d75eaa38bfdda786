package org.gatehouse.contract.gate;

import java.time.Duration;

/**
 * Makes drivers of one type; found by ServiceLoader.
 *
 * @param <C> the barrier's configuration record; see {@code org.gatehouse.contract.config}
 */
public interface BarrierProvider<C extends Record> {
  /** The {@code type:} key in the configuration, such as {@code modbus}. */
  String type();

  /** The record whose components are the barrier's keys, beside those that all barriers have. */
  Class<C> configType();

  /**
   * Creates a driver, which need not be connected yet.
   *
   * @param timeout how long one order or question may take
   * @throws org.gatehouse.contract.config.ConfigException if a key cannot serve
   */
  BarrierDriver create(String name, C config, Duration timeout);
}
