package org.gatehouse.server.wiring;

import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.runtime.events.EventService;

/** Makes events of what retention deleted for its age. Owner: retention's thread. */
final class DeletionNews {
  private final EventService events;
  private final Consumer<Map<String, Long>> alarm;
  private long undelivered;

  /**
   * Tells by that service.
   *
   * @param alarm hears of deliveries that will never be made, by destination
   */
  DeletionNews(EventService events, Consumer<Map<String, Long>> alarm) {
    this.events = events;
    this.alarm = alarm;
  }

  /** These deliveries were still owed of events that were deleted just now. */
  void undelivered(Map<String, Long> byDestination) {
    undelivered += byDestination.values().stream().mapToLong(Long::longValue).sum();
    alarm.accept(byDestination);
  }

  /** This is gone. */
  void forgotten(RetentionNote.Forgotten note) {
    boolean ofEvents = note.what().equals("events") || note.what().equals("reads");
    events.deleted(
        new EventDetail.DataDeleted(
            note.what(), note.before(), note.count(), ofEvents ? undelivered : 0, "retention"));
    if (ofEvents) {
      undelivered = 0;
    }
  }
}
