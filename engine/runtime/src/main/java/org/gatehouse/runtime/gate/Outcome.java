package org.gatehouse.runtime.gate;

import java.util.Locale;

/** What a lane does about a vehicle. */
public enum Outcome {
  /** The barrier opens. */
  OPEN,
  /** A person decides. */
  CHECK,
  /** It stays closed. */
  REFUSE;

  /** As events and answers have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
