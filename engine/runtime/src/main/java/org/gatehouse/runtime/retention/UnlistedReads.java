package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.Place;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StoredEvent;

/**
 * Deletes what is too old of vehicles that were on no list. Goes on where it stopped, so that what
 * stays for weeks is not looked at every few minutes; once a day, and when other things are held,
 * it begins again. Owner: retention's thread.
 */
final class UnlistedReads implements Forgetter.Deletion {
  private static final Duration AGAIN = Duration.ofDays(1);
  private static final int PAGE = 500;

  /** What one call may look at: no hold can be placed meanwhile. */
  private static final int LOOKS = 2_000;

  private final EventLog events;
  private final EventTypes types;
  private final Predicate<Event> listed;
  private final Consumer<Map<String, Long>> undelivered;

  /** By type, how far they were looked at. */
  private final Map<String, Place> looked = new HashMap<>();

  private List<Hold> heldThen = List.of();
  private Instant begun = Instant.MIN;

  UnlistedReads(
      EventLog events,
      EventTypes types,
      Predicate<Event> listed,
      Consumer<Map<String, Long>> undelivered) {
    this.events = events;
    this.types = types;
    this.listed = listed;
    this.undelivered = undelivered;
  }

  @Override
  public int before(Instant time, List<Hold> held, int most) {
    if (!held.equals(heldThen) || Duration.between(begun, time).compareTo(AGAIN) >= 0) {
      looked.clear();
      heldThen = List.copyOf(held);
      begun = time;
    }
    List<UUID> old = new ArrayList<>();
    Map<String, Place> reached = new HashMap<>(looked);
    for (String type : types.named()) {
      find(type, time, most, reached, old);
    }
    int deleted = old.isEmpty() ? 0 : Forgetter.told(events.delete(old), undelivered);
    if (deleted == old.size()) {
      // What the log failed to delete is looked at again.
      looked.putAll(reached);
    }
    return deleted;
  }

  private void find(
      String type, Instant time, int most, Map<String, Place> reached, List<UUID> old) {
    for (int looks = 0; looks < LOOKS && old.size() < most; looks += PAGE) {
      int room = Math.min(PAGE, most - old.size());
      List<StoredEvent> page =
          events.ofType(type, reached.getOrDefault(type, Place.START), time, room);
      for (StoredEvent stored : page) {
        if (!isHeld(stored.event()) && !listed.test(stored.event())) {
          old.add(stored.event().id());
        }
      }
      if (!page.isEmpty()) {
        reached.put(type, Place.of(page.getLast()));
      }
      if (page.size() < room) {
        return;
      }
    }
  }

  private boolean isHeld(Event event) {
    return heldThen.stream().anyMatch(hold -> hold.covers(event.camera(), event.time()));
  }
}
