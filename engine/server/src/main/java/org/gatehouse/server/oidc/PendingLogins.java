package org.gatehouse.server.oidc;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Logins for which somebody was sent to the provider. Each comes back once, within ten minutes, to
 * the browser that it left. Thread-safe.
 */
final class PendingLogins {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Beyond either the oldest is forgotten, of that address first. */
  static final int MOST = 2000;

  static final int MOST_OF_ADDRESS = 200;

  private final Ticker ticker;

  /** By the hash of the state; oldest first. Guarded by the lock. */
  private final Map<String, Entry> waiting = new LinkedHashMap<>();

  /**
   * @param browser hash of what the browser's cookie holds
   */
  private record Entry(Pending pending, String browser, long begun) {
    boolean of(String address) {
      return pending.order().address().equals(address);
    }
  }

  /** What is in the browser's hands meanwhile: one goes through the provider, one stays. */
  record Keys(String state, String browser) {}

  PendingLogins(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Begins one. */
  synchronized Keys begin(Pending pending) {
    long now = ticker.nanos();
    waiting.values().removeIf(entry -> over(entry, now));
    String address = pending.order().address();
    if (waiting.values().stream().filter(entry -> entry.of(address)).count() >= MOST_OF_ADDRESS) {
      forgetOldest(address);
    }
    if (waiting.size() >= MOST) {
      forgetOldest(null);
    }
    Keys keys = new Keys(Tokens.fresh(), Tokens.fresh());
    waiting.put(Tokens.hash(keys.state()), new Entry(pending, Tokens.hash(keys.browser()), now));
    return keys;
  }

  private void forgetOldest(@Nullable String address) {
    Iterator<Entry> entries = waiting.values().iterator();
    while (entries.hasNext()) {
      Entry entry = entries.next();
      if (address == null || entry.of(address)) {
        entries.remove();
        return;
      }
    }
  }

  /**
   * Ends one, whoever shows its state.
   *
   * @param browser what the cookie holds; null for none
   * @return null if there is none, no longer, or it is another browser's
   */
  synchronized @Nullable Pending end(String state, @Nullable String browser) {
    Entry entry = waiting.remove(Tokens.hash(state));
    boolean right =
        entry != null
            && browser != null
            && !over(entry, ticker.nanos())
            && Tokens.same(entry.browser(), Tokens.hash(browser));
    return right ? entry.pending() : null;
  }

  private static boolean over(Entry entry, long now) {
    return now - entry.begun() >= LIFETIME.toNanos();
  }
}
