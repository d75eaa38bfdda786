package org.gatehouse.runtime.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.time.Ticker;

/** Time that moves only when told. Used by one thread, or by threads that the test orders. */
final class FakeTime implements Ticker {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  private final AtomicLong wallMicros =
      new AtomicLong(
          ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-05-04T03:02:01Z")));

  void advance(Duration by) {
    advance(by.toNanos());
  }

  void advance(long byNanos) {
    nanos.addAndGet(byNanos);
    wallMicros.addAndGet(byNanos / 1000);
  }

  /** The wall clock alone steps. */
  void step(Duration by) {
    wallMicros.addAndGet(by.toNanos() / 1000);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long epochMicros() {
    return wallMicros.get();
  }
}
