package org.gatehouse.camera.session;

import org.gatehouse.contract.time.Ticker;

/** Clocks that the test sets. */
final class VirtualTicker implements Ticker {
  long nanos = 5;
  long epochMicros = 1_700_000_000_000_000L;

  /** Lets both clocks go on evenly. */
  void advanceMillis(long millis) {
    nanos += millis * 1_000_000;
    epochMicros += millis * 1000;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long epochMicros() {
    return epochMicros;
  }
}
