package org.gatehouse.runtime.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What delivery to one destination did since the engine started. Thread-safe. */
public final class LaneMeter {
  private static final int RECENT = 1000;
  private static final double PERCENTILE = 0.99;
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongAdder attempts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder delayNanos = new LongAdder();
  private final AtomicLong canaryNanos = new AtomicLong(-1);
  private final LongAdder canaries = new LongAdder();

  /** Delays of the latest ones; guarded by itself. */
  private final long[] recent = new long[RECENT];

  private int filled;
  private int next;

  LaneMeter() {}

  void attempted() {
    attempts.increment();
  }

  void failed() {
    failures.increment();
  }

  /** An event arrived, so long after it happened. */
  void delivered(Duration delay) {
    long nanos = Math.max(0, delay.toNanos());
    delivered.increment();
    delayNanos.add(nanos);
    synchronized (recent) {
      recent[next] = nanos;
      next = (next + 1) % RECENT;
      filled = Math.min(RECENT, filled + 1);
    }
  }

  void canaryArrived(Duration delay) {
    canaryNanos.set(Math.max(0, delay.toNanos()));
    canaries.increment();
  }

  /** Attempts made. */
  public long attempts() {
    return attempts.sum();
  }

  /** Of them those after which the event was still owed. */
  public long failures() {
    return failures.sum();
  }

  /** Events that arrived. */
  public long arrivals() {
    return delivered.sum();
  }

  /** Seconds from event to arrival, added up over all that arrived. */
  public double delaySeconds() {
    return delayNanos.sum() / NANOS_PER_SECOND;
  }

  /** Seconds within which 99 of 100 of the latest thousand arrived; NaN before the first. */
  public double recentSeconds() {
    long[] sorted;
    synchronized (recent) {
      sorted = Arrays.copyOf(recent, filled);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(PERCENTILE * sorted.length);
    return sorted[rank - 1] / NANOS_PER_SECOND;
  }

  /** Canaries that arrived. */
  public long canaries() {
    return canaries.sum();
  }

  /** Seconds that the latest canary took; NaN before the first. */
  public double canarySeconds() {
    long nanos = canaryNanos.get();
    return nanos < 0 ? Double.NaN : nanos / NANOS_PER_SECOND;
  }
}
