package org.gatehouse.runtime.list;

import org.gatehouse.contract.list.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the lists say of a vehicle at a lane and a time.
 *
 * @param standing what follows from all entries that hold
 * @param entry the entry by which it is so, without its owner; null if it is unlisted
 * @param lapsed whether there are entries that do not hold: at another lane, at another time, or
 *     with all passes used
 */
public record Listing(Standing standing, @Nullable ListEntry entry, boolean lapsed) {
  /** What a vehicle is to a lane. */
  public enum Standing {
    /** It must not pass. */
    DENY,
    /** It may pass. */
    ALLOW,
    /** It may pass, and uses a pass by that. */
    VISITOR,
    /** No entry holds. */
    UNLISTED
  }
}
