package org.gatehouse.integrations.mqtt;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a barrier said last on one topic. It holds until it says something else, or, where it is
 * known to say something regularly, until it has been silent for longer than that. Guarded by its
 * barrier's lock.
 */
final class Said<T> {
  private final T unknown;
  private final @Nullable Duration every;
  private final Ticker ticker;
  private T value;
  private long heardNanos;

  /**
   * Nothing was said so far.
   *
   * @param every how often it says something at least, null if it may be silent for ever
   */
  Said(T unknown, @Nullable Duration every, Ticker ticker) {
    this.unknown = unknown;
    this.every = every;
    this.ticker = ticker;
    this.value = unknown;
    this.heardNanos = ticker.nanos();
  }

  /**
   * It was said.
   *
   * @param kept by the broker, nobody knows for how long
   */
  void hear(T said, boolean kept) {
    if (kept && every != null) {
      return;
    }
    value = said;
    heardNanos = ticker.nanos();
  }

  /** What it said last. */
  T last() {
    return value;
  }

  /** Whether it has been silent for longer than it ever is, so that nobody hears it any more. */
  boolean isSilent() {
    return every != null && ticker.nanos() - heardNanos > every.toNanos();
  }

  /** Nothing that was said holds any more; it has that long again to say something. */
  void forget() {
    value = unknown;
    heardNanos = ticker.nanos();
  }
}
