package org.gatehouse.server.config;

import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;

/**
 * A barrier.
 *
 * @param common keys of the same YAML mapping that every type has
 * @param settings the configuration record of the {@link
 *     org.gatehouse.contract.gate.BarrierProvider} whose type is {@code type}; its components are
 *     further keys of the same YAML mapping
 */
@Describe("A barrier.")
public record BarrierConfig(String type, String name, Common common, Record settings) {
  /** Keys that every barrier has, whatever its type. */
  @Describe("How a barrier is told and watched.")
  public record Common(
      @Describe("How long its opening contact is closed, 50ms to 10s.") @Default("500ms")
          Duration pulse,
      @Describe("How long one order or question to it may take, 100ms to 3s.") @Default("2s")
          Duration timeout,
      @Describe("How long it may not say how it is before that is an alarm, 2s to 10m.")
          @Default("10s")
          Duration watchdog) {}
}
