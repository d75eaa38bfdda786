package org.gatehouse.server.evidence;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something is done with an export, for the audit log.
 *
 * @param purpose why, in their words; null if nobody was asked
 * @param from their address; null if {@code who} says it, or if it is nobody's order
 */
public record Requester(String who, @Nullable String purpose, @Nullable String from) {
  /** Nobody was asked why, and there is no more to say than who. */
  public static Requester of(String who) {
    return new Requester(who, null, null);
  }
}
