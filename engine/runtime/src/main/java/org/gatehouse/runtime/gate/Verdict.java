package org.gatehouse.runtime.gate;

import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.runtime.list.Listing.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What a lane does about a vehicle, and why.
 *
 * @param standing what the lists say
 * @param entry by which entry, without its owner; null if by none
 */
public record Verdict(
    Outcome outcome, Reason reason, Standing standing, @Nullable ListEntry entry) {
  /** The same with another outcome. */
  Verdict but(Outcome other, Reason why) {
    return new Verdict(other, why, standing, entry);
  }

  /** Of a vehicle without a plate. */
  static Verdict unread(Outcome outcome, Reason why) {
    return new Verdict(outcome, why, Standing.UNLISTED, null);
  }
}
