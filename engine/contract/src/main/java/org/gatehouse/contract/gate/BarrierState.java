package org.gatehouse.contract.gate;

import java.util.Locale;

/** What a barrier says of itself. */
public record BarrierState(Position position, Loop loop) {
  /** Of a barrier that says nothing. */
  public static final BarrierState UNKNOWN = new BarrierState(Position.UNKNOWN, Loop.UNKNOWN);

  /** Where its arm is. */
  public enum Position {
    OPEN,
    CLOSED,
    /** Between both, or nothing tells. */
    UNKNOWN;

    /** As answers have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether something stands below its arm, as a loop in the ground or a light beam sees it. */
  public enum Loop {
    FREE,
    OCCUPIED,
    /** There is no loop, or it does not tell. */
    UNKNOWN;

    /** As answers have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
