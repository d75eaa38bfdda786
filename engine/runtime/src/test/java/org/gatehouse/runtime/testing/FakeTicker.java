package org.gatehouse.runtime.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.time.Ticker;

/** A clock that stands still until it is moved. Thread-safe. */
public final class FakeTicker implements Ticker {
  /** Where it starts. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong setMicros = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long epochMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, START) + nanos.get() / 1000 + setMicros.get();
  }

  /** Sets the wall clock, forward or back. */
  public void set(Duration forward) {
    setMicros.addAndGet(forward.toNanos() / 1000);
  }

  /** Moves both clocks. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
