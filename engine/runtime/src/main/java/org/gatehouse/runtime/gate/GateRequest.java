package org.gatehouse.runtime.gate;

/** What a person asks of a lane. The reason, and who it is, are the audit log's. */
public sealed interface GateRequest {
  /**
   * Open once.
   *
   * @param passageId for which vehicle; empty for the one that is there, if any
   */
  record Open(String passageId) implements GateRequest {}

  /** Open, and stay so. */
  record Hold() implements GateRequest {}

  /** Hold no more; the barrier closes once nothing stands below its arm. */
  record Release() implements GateRequest {}

  /**
   * Do not let it through.
   *
   * @param passageId which vehicle; empty for the one that is there
   */
  record Deny(String passageId) implements GateRequest {}

  /**
   * Decide by a plate that a person read.
   *
   * @param plate as lists have it
   * @param passageId of which vehicle; empty for the one that is there, if any
   */
  record Typed(String plate, String passageId) implements GateRequest {}
}
