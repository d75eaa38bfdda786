package org.gatehouse.contract.storage;

import java.time.Instant;

/**
 * A stretch that was not recorded.
 *
 * @param from end of what was recorded before
 * @param to where recording goes on; not before {@code from}
 * @param soundOnly true if the pictures are there and only the sound is missing
 */
public record Gap(Instant from, Instant to, GapCause cause, boolean soundOnly) {
  /** Checks the order. */
  public Gap {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a gap that ends at " + to + ", before " + from);
    }
  }
}
