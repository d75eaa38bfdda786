package org.gatehouse.runtime.supervise;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;

/**
 * Lets one session begin every few hundredths of a second: 400 cameras that want to begin at once
 * have begun after 8 s, and neither we nor the switches see a storm. Owned by the supervisor
 * thread.
 */
final class StartGate {
  private static final Duration PACE = Duration.ofMillis(20);

  private final SupervisorLoop loop;
  private final Ticker ticker;
  private long nextNanos;

  StartGate(SupervisorLoop loop, Ticker ticker) {
    this.loop = loop;
    this.ticker = ticker;
    this.nextNanos = ticker.nanos();
  }

  /** Runs it when it is its turn, at once if nobody is before it. */
  void pass(Runnable begin) {
    long now = ticker.nanos();
    long mine = Math.max(now, nextNanos);
    nextNanos = mine + PACE.toNanos();
    if (mine == now) {
      begin.run();
    } else {
      loop.schedule(Duration.ofNanos(mine - now), begin);
    }
  }
}
