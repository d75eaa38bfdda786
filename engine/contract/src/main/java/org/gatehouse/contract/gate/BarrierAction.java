package org.gatehouse.contract.gate;

import java.util.Locale;

/** What a barrier can be told. */
public enum BarrierAction {
  /** Let one vehicle through: the opening contact is closed for the length of a pulse. */
  OPEN,
  /** Stay open until it is told to close. */
  HOLD,
  /** Hold no more, and close. */
  CLOSE;

  /**
   * The one of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BarrierAction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** As events, answers and the store have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
