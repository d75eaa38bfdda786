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

  private void tick(String destination, Duration interval) {
    long now = ticker.nanos();
    Long last = sentAt.get(destination);
    boolean due = last == null || now - last >= interval.toNanos();
    if (due && outbox.meter(destination).canaries() >= sent.getOrDefault(destination, 0L)) {
      sentAt.put(destination, now);
      sent.merge(destination, 1L, Long::sum);
      events.canary(destination);
    }
  }
}
