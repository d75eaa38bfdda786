package org.gatehouse.runtime.retention;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the machine's clock was set far ahead, or may have been while this process did not
 * run, for then everything seems to be too old: nothing is deleted for its age for half an hour, in
 * which a person or the time server may correct it. Owner: the loop's thread.
 */
final class ClockGuard {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long STEP = Duration.ofMinutes(10).toMillis();
  private static final Duration WAIT = Duration.ofMinutes(30);
  private static final long NANOS = 1_000_000;

  private final Ticker ticker;
  private final long begun;
  private long offset;
  private boolean waiting;
  private long waitUntil;

  ClockGuard(Ticker ticker) {
    this.ticker = ticker;
    this.offset = offset();
    this.begun = ticker.epochMicros() / 1000;
  }

  /** When this process began, milliseconds since 1970. */
  long begun() {
    return begun;
  }

  /** What is known of the time from then until {@link #begun} shows that the clock is right. */
  long shortlyBefore() {
    return begun - STEP;
  }

  /** Nothing is known of that time: the site stood still, or the clock is ahead. */
  void doubt() {
    waitFromNow();
    LOG.warn(
        "retention: nothing was recorded in the {} minutes before this start; should the machine's"
            + " clock be ahead, correct it: nothing is deleted for its age for {} minutes",
        STEP / Duration.ofMinutes(1).toMillis(),
        WAIT.toMinutes());
  }

  private void waitFromNow() {
    waiting = true;
    waitUntil = ticker.nanos() + WAIT.toNanos();
  }

  /** Whether ages can be believed. */
  boolean trusted() {
    long before = offset;
    offset = offset();
    long step = offset - before;
    if (step > STEP) {
      waitFromNow();
      LOG.warn(
          "retention: the machine's clock was set {} minutes ahead; nothing is deleted for its age"
              + " for {} minutes. Correct the clock if it is wrong",
          step / Duration.ofMinutes(1).toMillis(),
          WAIT.toMinutes());
    } else if (step < -STEP) {
      waiting = false;
    }
    waiting = waiting && ticker.nanos() - waitUntil < 0;
    return !waiting;
  }

  /** Milliseconds by which the wall clock is ahead of the monotonic one. */
  private long offset() {
    return ticker.epochMicros() / 1000 - ticker.nanos() / NANOS;
  }
}
