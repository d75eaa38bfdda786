package org.gatehouse.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;

/**
 * Which looks are noted: of those that one viewer takes at one thing one after the other, such as a
 * page that shows a picture a second, the first one in each minute. Thread-safe.
 */
final class LookLog {
  private static final long EVERY = Duration.ofMinutes(1).toNanos();

  /** More at once than that: some are noted more often. */
  private static final int MOST = 10_000;

  private record Look(String viewer, String what) {}

  private final Ticker ticker;

  /** When each was noted last, oldest first. Guarded by the lock. */
  private final Map<Look, Long> noted = new LinkedHashMap<>();

  LookLog(Ticker ticker) {
    this.ticker = ticker;
  }

  /** True if this look is to be noted. */
  synchronized boolean isNew(String viewer, String what) {
    Look look = new Look(viewer, what);
    long now = ticker.nanos();
    Long before = noted.get(look);
    if (before != null && now - before < EVERY) {
      return false;
    }
    noted.remove(look);
    noted.put(look, now);
    if (noted.size() > MOST) {
      noted.remove(noted.keySet().iterator().next());
    }
    return true;
  }
}
