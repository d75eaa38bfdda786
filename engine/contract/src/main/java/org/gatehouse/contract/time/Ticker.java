package org.gatehouse.contract.time;

/** Time as this process sees it. Thread-safe. */
public interface Ticker {
  /** Monotonic nanoseconds: only differences mean anything; the only source for durations. */
  long nanos();

  /** Wall clock in microseconds since 1970-01-01T00:00:00Z, for stamping what is stored or sent. */
  long epochMicros();

  /** The machine's own clocks. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }
}
