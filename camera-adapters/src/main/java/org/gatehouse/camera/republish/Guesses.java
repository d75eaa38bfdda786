package org.gatehouse.camera.republish;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;

/**
 * How often passwords were guessed wrong from an address: after ten in a minute the address is not
 * listened to for a minute. Thread-safe; remembers a thousand addresses.
 */
final class Guesses {
  private static final int MOST = 10;
  private static final int ADDRESSES = 1000;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private record Count(int wrong, long sinceNanos) {}

  private final Ticker ticker;

  /** Oldest first. Guarded by the lock. */
  private final Map<String, Count> counts = new LinkedHashMap<>();

  Guesses(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void wrong(String address) {
    Count before = counts.remove(address);
    long now = ticker.nanos();
    boolean anew = before == null || now - before.sinceNanos > MINUTE;
    counts.put(address, anew ? new Count(1, now) : new Count(before.wrong + 1, before.sinceNanos));
    if (counts.size() > ADDRESSES) {
      Iterator<String> oldest = counts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean tooMany(String address) {
    Count count = counts.get(address);
    return count != null && count.wrong >= MOST && ticker.nanos() - count.sinceNanos <= MINUTE;
  }
}
