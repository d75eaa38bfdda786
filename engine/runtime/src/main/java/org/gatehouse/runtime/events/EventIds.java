package org.gatehouse.runtime.events;

import java.util.UUID;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.time.Ticker;

/**
 * Makes event ids: UUID version 7 (RFC 9562 §5.7). Ids of one run grow strictly, also within a
 * millisecond and when the wall clock steps back: {@code rand_a} counts (§6.2, method 1).
 * Thread-safe.
 */
public final class EventIds {
  private static final int COUNTER_MAX = 0xfff;

  /** The counter starts in the lower half, to leave room to count. */
  private static final int COUNTER_START = 0x800;

  private final Ticker ticker;
  private final RandomGenerator random;
  private long lastMillis = -1;
  private int counter;

  /**
   * Ids of that clock.
   *
   * @param random a secure one, so that ids cannot be guessed
   */
  public EventIds(Ticker ticker, RandomGenerator random) {
    this.ticker = ticker;
    this.random = random;
  }

  /** The next id. */
  public synchronized UUID next() {
    long millis = Math.floorDiv(ticker.epochMicros(), 1000L);
    if (millis > lastMillis) {
      startAt(millis);
    } else if (++counter > COUNTER_MAX) {
      startAt(lastMillis + 1);
    }
    long high = (lastMillis << 16) | 0x7000 | counter;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private void startAt(long millis) {
    lastMillis = millis;
    counter = random.nextInt(COUNTER_START);
  }
}
