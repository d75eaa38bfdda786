package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.event.EventDetail.PassageNoRead;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.runtime.list.Listing;

/**
 * Whether the vehicle of a passage was on a list: by an entry that held at that time, or by what a
 * gate lane decided then, which outlives the entry. Asks the log, on retention's thread.
 */
final class ListedVehicles implements Predicate<Event> {
  private static final String UNLISTED = Listing.Standing.UNLISTED.name().toLowerCase(Locale.ROOT);

  /** A lane decides while the vehicle is there, or soon after a person typed its plate. */
  private static final Duration AROUND = Duration.ofMinutes(10);

  /** Events of a camera within that time, at most. */
  private static final int MOST = 2000;

  private final EventLog events;
  private final BiPredicate<String, Instant> listed;

  /**
   * By that log.
   *
   * @param listed whether a plate is on any list, as of a time
   */
  ListedVehicles(EventLog events, BiPredicate<String, Instant> listed) {
    this.events = events;
    this.listed = listed;
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
    Instant from = event.time().minus(AROUND);
    Instant to = event.time().plus(AROUND);
    return !passageId.isEmpty()
        && events.between(event.camera(), from, to, MOST).stream()
            .anyMatch(near -> isListed(near.event().detail(), passageId));
  }

  private static boolean isListed(EventDetail detail, String passageId) {
    return detail instanceof GateDecided decided
        && decided.passageId().equals(passageId)
        && !decided.standing().equals(UNLISTED);
  }
}
