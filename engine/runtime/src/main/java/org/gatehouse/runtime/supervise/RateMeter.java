package org.gatehouse.runtime.supervise;

/**
 * Pictures and bits per second between two looks at the counters. Owned by the supervisor thread.
 */
final class RateMeter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BITS = 8;

  private final StreamCounters counters;
  private long lastNanos;
  private long lastUnits;
  private long lastBytes;
  private volatile Rates rates = new Rates(0, 0);

  /** Both for the same span of time. */
  record Rates(double framesPerSecond, double bitsPerSecond) {}

  RateMeter(StreamCounters counters, long nanos) {
    this.counters = counters;
    this.lastNanos = nanos;
  }

  /** Looks at the counters; to be called about once a second. */
  void look(long nanos) {
    long units = counters.accessUnits();
    long bytes = counters.bytes();
    double seconds = (nanos - lastNanos) / NANOS_PER_SECOND;
    if (seconds > 0) {
      rates = new Rates((units - lastUnits) / seconds, (bytes - lastBytes) * BITS / seconds);
    }
    lastNanos = nanos;
    lastUnits = units;
    lastBytes = bytes;
  }

  /** Of the last look; may be read by anyone. */
  Rates rates() {
    return rates;
  }
}
