package org.gatehouse.contract.gate;

import java.util.Locale;

/** Which way vehicles pass a gate lane. */
public enum PassDirection {
  /** Into the site. */
  IN,
  /** Out of it. */
  OUT;

  /** As events, answers and the store have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
