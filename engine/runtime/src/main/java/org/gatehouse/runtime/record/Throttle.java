package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;

/** Lets one message a minute pass and counts those between. Owner: one thread. */
final class Throttle {
  private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

  private boolean used;
  private long openAt;
  private long heldBack;

  /** True if a message may be written now; {@link #heldBack} says how many could not before. */
  boolean pass(long nanos) {
    if (used && nanos - openAt < 0) {
      heldBack++;
      return false;
    }
    used = true;
    openAt = nanos + PERIOD;
    return true;
  }

  /** Messages held back since the last that passed; starts again at 0. */
  long takeHeldBack() {
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
