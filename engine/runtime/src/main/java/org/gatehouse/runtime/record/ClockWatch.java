package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.time.Ticker;

/**
 * Notices that the machine's clock was set: wall clock and monotonic clock do not move together.
 * Owner: the recorder's thread.
 */
final class ClockWatch {
  /** Less is a clock that is kept right, not one that was set. */
  private static final long STEP_MICROS = 1_000_000;

  private final Ticker ticker;
  private long offset;
  private long steps;
  private long stepNanos;

  ClockWatch(Ticker ticker) {
    this.ticker = ticker;
    this.offset = offset();
  }

  private long offset() {
    return ticker.epochMicros() - TimeUnit.NANOSECONDS.toMicros(ticker.nanos());
  }

  /** To be called often. */
  void look() {
    long now = offset();
    if (Math.abs(now - offset) >= STEP_MICROS) {
      steps++;
      stepNanos = ticker.nanos();
    }
    offset = now;
  }

  /** Times that it was set so far. */
  long steps() {
    return steps;
  }

  /** When it was noticed the last time. */
  long stepNanos() {
    return stepNanos;
  }
}
