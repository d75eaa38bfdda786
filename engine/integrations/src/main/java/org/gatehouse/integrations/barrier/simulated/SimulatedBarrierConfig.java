package org.gatehouse.integrations.barrier.simulated;

import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;

/** Keys of a barrier of type {@code simulated}. */
@Describe("A barrier that is none: for demos and tests.")
public record SimulatedBarrierConfig(
    @Describe("How long it takes to answer.") @Default("20ms") Duration latency,
    @Describe("How long its arm is up after a pulse.") @Default("8s") Duration up,
    @Describe("What it does when it is told something: obey, refuse or say nothing (silent).")
        @Default("obey")
        Behaviour behaviour,
    @Describe("Whether it has a loop below its arm, which is free here.") @Default("false")
        boolean loop) {
  /** What it does when it is told something. */
  public enum Behaviour {
    OBEY,
    REFUSE,
    SILENT
  }
}
