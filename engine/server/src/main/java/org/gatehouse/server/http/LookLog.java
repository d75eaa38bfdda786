package org.gatehouse.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Which looks are noted: of those that one viewer takes at one thing one after the other, such as a
 * page that shows a picture a second, the first one in each minute. Thread-safe.
 */
final class LookLog {
  private static final long EVERY = Duration.ofMinutes(1).toNanos();

  /** More at once than that: some are noted more often. */
  private static final int MOST = 10_000;

  /**
   * One that somebody takes.
   *
   * @param purpose why; null if nobody was asked. Another one is another look
   */
  record Look(String viewer, @Nullable String purpose, String what) {}

  private final Ticker ticker;

  /** When each was noted last, oldest first. Guarded by the lock. */
  private final Map<Look, Long> noted = new LinkedHashMap<>();

  LookLog(Ticker ticker) {
    this.ticker = ticker;
  }

  /** True if this look is to be noted. */
  synchronized boolean isNew(Look look) {
    Long before = noted.get(look);
    return before == null || ticker.nanos() - before >= EVERY;
  }

  /** To be called once it is noted, not before: a look that could not be noted stays new. */
  synchronized void noted(Look look) {
    noted.remove(look);
    noted.put(look, ticker.nanos());
    if (noted.size() > MOST) {
      noted.remove(noted.keySet().iterator().next());
    }
  }
}
