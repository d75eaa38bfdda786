package org.gatehouse.contract.gate;

/** What became of an order. Reasons are one line for a person, without secrets. */
public sealed interface BarrierAnswer {
  /** The barrier says that it did it; where its output can be read back, that says so too. */
  record Done() implements BarrierAnswer {}

  /** It was not done: it never left, or the barrier refused it. */
  record Failed(String reason) implements BarrierAnswer {}

  /** Nobody knows: it left, and no answer came that could be understood. */
  record Silent(String reason) implements BarrierAnswer {}
}
