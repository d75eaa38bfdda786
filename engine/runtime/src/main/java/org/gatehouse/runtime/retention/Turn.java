package org.gatehouse.runtime.retention;

/** Lets something happen once in a period. Not thread-safe. */
final class Turn {
  private final long period;
  private boolean used;
  private long openAt;

  /** Open at first. */
  Turn(long periodNanos) {
    this.period = periodNanos;
  }

  /** Whether it is time; then not again for a period. */
  boolean pass(long now) {
    if (used && now - openAt < 0) {
      return false;
    }
    used = true;
    openAt = now + period;
    return true;
  }

  /** Lets it happen at the next chance. */
  void now() {
    used = false;
  }
}
