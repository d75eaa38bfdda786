package org.gatehouse.runtime.retention;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;

/** A clock whose wall time is set while the monotonic one goes on. */
final class SteppedTicker implements Ticker {
  private final Ticker real;
  Duration step = Duration.ZERO;

  SteppedTicker(Ticker real) {
    this.real = real;
  }

  @Override
  public long nanos() {
    return real.nanos();
  }

  @Override
  public long epochMicros() {
    return real.epochMicros() + step.toNanos() / 1000;
  }
}
