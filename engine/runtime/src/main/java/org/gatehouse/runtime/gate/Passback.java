package org.gatehouse.runtime.gate;

/** What is done about a vehicle that goes in twice, or out without having come in. */
public enum Passback {
  /** Nothing. */
  OFF,
  /** It is let through, and told to a person. */
  WARN,
  /** A person decides. */
  REFUSE
}
