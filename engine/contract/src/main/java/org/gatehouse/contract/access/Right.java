package org.gatehouse.contract.access;

/** What no role brings along: given to a user or a token by itself. */
public enum Right {
  /** Giving recordings on to other players and recorders. */
  REPUBLISH,
  /** Taking recordings away in which faces and plates are not blurred. */
  EXPORT_UNREDACTED
}
