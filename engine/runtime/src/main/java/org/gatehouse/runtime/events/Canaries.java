package org.gatehouse.runtime.events;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.time.Ticker;

/**
 * Sends every now and then an event to a destination that only shows whether events arrive, so that
 * a quiet site can be told from a broken way out. One is sent at a time: while it is under way no
 * other follows. Owner: the thread that ticks.
 */
public final class Canaries {
  /** After so many intervals one that has not arrived never will: it was parked or deleted. */
  private static final int LOST_AFTER = 10;

  private final EventService events;
  private final Outbox outbox;
  private final Ticker ticker;
  private final Map<String, Duration> every;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final Map<String, Long> sent = new ConcurrentHashMap<>();

  /**
   * Of an outbox.
   *
   * @param every by destination
   */
  public Canaries(EventService events, Outbox outbox, Ticker ticker, Map<String, Duration> every) {
    this.events = events;
    this.outbox = outbox;
    this.ticker = ticker;
    this.every = Map.copyOf(every);
  }

  /** Sends those that are due; about once a second. */
  public void tick() {
    every.forEach(this::tick);
  }

  /** What a destination that is down owes is not lost. */
  private boolean isLost(String destination, long now) {
    Long last = sentAt.get(destination);
    Duration longest = every.getOrDefault(destination, Duration.ZERO).multipliedBy(LOST_AFTER);
    return last != null
        && now - last >= longest.toNanos()
        && outbox.conditions().stream().anyMatch(c -> c.name().equals(destination) && c.up());
  }

  private void tick(String destination, Duration interval) {
    long now = ticker.nanos();
    Long last = sentAt.get(destination);
    boolean due = last == null || now - last >= interval.toNanos();
    long arrived = outbox.meter(destination).canaries();
    if (due && (arrived >= sent.getOrDefault(destination, 0L) || isLost(destination, now))) {
      sentAt.put(destination, now);
      sent.put(destination, arrived + 1);
      events.canary(destination);
    }
  }
}
