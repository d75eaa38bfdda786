package org.gatehouse.server.wiring;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.event.EventDetail.PassageNoRead;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;

/**
 * Whether the vehicle of a passage was on a list: by an entry that held at that time, or by what a
 * gate lane decided then, which outlives the entry. Asks the log, on retention's thread.
 */
final class ListedVehicles implements Predicate<Event> {
  private final EventLog events;
  private final BiPredicate<String, Instant> listed;
  private final Ticker ticker;

  /** By type of event: those of one type are asked about in the order of their times. */
  private final Map<String, ListedDecisions> decisions = new HashMap<>();

  /**
   * By that log.
   *
   * @param listed whether a plate is on any list, as of a time
   */
  ListedVehicles(EventLog events, BiPredicate<String, Instant> listed, Ticker ticker) {
    this.events = events;
    this.listed = listed;
    this.ticker = ticker;
  }

  @Override
  public boolean test(Event event) {
    return switch (event.detail()) {
      case PassageDecided passage ->
          isListed(passage.plate().text(), event) || wasDecided(passage.passageId(), event);
      case PassageFinalized passage ->
          isListed(passage.plate().text(), event) || wasDecided(passage.passageId(), event);
      case PassageNoRead passage -> wasDecided(passage.passageId(), event);
      default -> false;
    };
  }

  private boolean isListed(String text, Event event) {
    try {
      return listed.test(PlateText.of(text), event.time());
    } catch (IllegalArgumentException noPlate) {
      return false;
    }
  }

  private boolean wasDecided(String passageId, Event event) {
    return !passageId.isEmpty()
        && decisions
            .computeIfAbsent(event.detail().type(), type -> new ListedDecisions(this::page, ticker))
            .test(passageId, event.time());
  }

  private List<StoredEvent> page(EventLog.Place after, Instant before, int limit) {
    return events.ofType(EventDetail.GATE_DECIDED, after, before, limit);
  }
}
