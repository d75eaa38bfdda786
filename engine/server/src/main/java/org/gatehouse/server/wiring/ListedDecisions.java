package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.storage.EventLog.Place;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.list.Listing;

/**
 * Whether a gate lane decided, around the time of a passage, that its vehicle was on a list. For
 * whoever asks in the order of times: decisions are read in that order, each once, and those around
 * the time that was asked about last are remembered, with a page of later ones at most. Owner:
 * retention's thread.
 */
final class ListedDecisions implements BiPredicate<String, Instant> {
  private static final String UNLISTED = Listing.Standing.UNLISTED.name().toLowerCase(Locale.ROOT);

  /** A lane decides while the vehicle is there, or soon after a person typed its plate. */
  static final Duration AROUND = Duration.ofMinutes(10);

  /** Where decisions are few, so much more is read at once. */
  static final Duration AHEAD = Duration.ofHours(1);

  static final int PAGE = 500;

  /** Decisions of all lanes, oldest first. */
  @FunctionalInterface
  interface Pages {
    /** Up to {@code limit} that are older than {@code before}. */
    List<StoredEvent> page(Place after, Instant before, int limit);
  }

  private final Pages pages;
  private final Ticker ticker;

  /** When each passage was decided last as listed; the longest ago first. */
  private final Map<String, Instant> listed = new LinkedHashMap<>();

  /** What is remembered begins there, included, and ends there, not included. */
  private Instant from = Instant.MAX;

  private Instant until = Instant.MAX;
  private Place read = Place.START;

  ListedDecisions(Pages pages, Ticker ticker) {
    this.pages = pages;
    this.ticker = ticker;
  }

  @Override
  public boolean test(String passageId, Instant time) {
    Instant begin = time.minus(AROUND);
    if (begin.isBefore(from) || begin.isAfter(until)) {
      begin(begin);
    }
    forget(begin);
    Instant end = time.plus(AROUND);
    while (!until.isAfter(end)) {
      read(end);
    }
    return listed.containsKey(passageId);
  }

  /** How many decisions it remembers. */
  int remembered() {
    return listed.size();
  }

  private void begin(Instant at) {
    listed.clear();
    from = at;
    until = at;
    read = Place.before(at);
  }

  private void forget(Instant before) {
    from = before;
    Iterator<Instant> times = listed.values().iterator();
    while (times.hasNext() && times.next().isBefore(before)) {
      times.remove();
    }
  }

  private void read(Instant end) {
    Instant before = furthest(end);
    List<StoredEvent> page = pages.page(read, before, PAGE);
    page.forEach(this::keep);
    if (!page.isEmpty()) {
      read = Place.of(page.getLast());
    }
    until = page.size() < PAGE ? before : read.time();
  }

  /** Not into a time in which something may still be decided, unless that is asked about. */
  private Instant furthest(Instant end) {
    Instant least = end.plus(1, ChronoUnit.MICROS);
    Instant most = least.plus(AHEAD);
    Instant over = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS).minus(AROUND);
    Instant wanted = most.isBefore(over) ? most : over;
    return wanted.isAfter(least) ? wanted : least;
  }

  private void keep(StoredEvent stored) {
    if (stored.event().detail() instanceof GateDecided decided
        && !decided.standing().equals(UNLISTED)) {
      listed.remove(decided.passageId());
      listed.put(decided.passageId(), stored.event().time());
    }
  }
}
