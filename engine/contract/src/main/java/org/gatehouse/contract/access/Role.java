package org.gatehouse.contract.access;

/** What somebody is at a site; each may do what those before it may. */
public enum Role {
  /** Looks at what is now: live pictures, events, alarms. */
  VIEWER,
  /** Works at a gate: recordings, turning cameras. */
  GUARD,
  /** Answers for the guards: exports, holds, deletions, corrections. */
  SUPERVISOR,
  /** Sets the site up: users, tokens, cameras, the audit log. */
  ADMIN;

  /** True if this role may do what needs at least that one. */
  public boolean covers(Role least) {
    return compareTo(least) >= 0;
  }
}
