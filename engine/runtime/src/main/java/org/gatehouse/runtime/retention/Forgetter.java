package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.SnapshotStore;
import org.jspecify.annotations.Nullable;

/**
 * Something that is deleted for its age alone.
 *
 * @param what as the journal calls it
 * @param limit how old it may become, by a plan; null if it stays
 */
public record Forgetter(
    String what, Function<RetentionPlan, @Nullable Duration> limit, Deletion deletion) {
  /** How it is deleted. */
  @FunctionalInterface
  public interface Deletion {
    /**
     * Deletes what is older.
     *
     * @param held what they cover stays
     * @return how much was deleted; less than {@code most} if there is no more
     */
    int before(Instant time, List<Hold> held, int most) throws IOException;
  }

  /** What says that a vehicle was there. */
  private static final EventTypes READS =
      EventTypes.only(
          EventDetail.PASSAGE_DECIDED, EventDetail.PASSAGE_FINALIZED, EventDetail.PASSAGE_NO_READ);

  /**
   * Events about vehicles that were on no list.
   *
   * @param listed whether the vehicle of an event was on one, at the event's time
   * @param undelivered is told how many deliveries went with them that were still owed
   */
  public static Forgetter reads(
      EventLog events, Predicate<Event> listed, Consumer<Map<String, Long>> undelivered) {
    return new Forgetter(
        "reads", RetentionPlan::reads, new UnlistedReads(events, READS, listed, undelivered));
  }

  /** Events about vehicles, whatever lists say of them, likewise. */
  public static Forgetter listedReads(EventLog events, Consumer<Map<String, Long>> undelivered) {
    return new Forgetter("reads", RetentionPlan::listedReads, of(events, READS, undelivered));
  }

  /** All other events, likewise. */
  public static Forgetter events(EventLog events, Consumer<Map<String, Long>> undelivered) {
    return new Forgetter(
        "events", RetentionPlan::events, of(events, EventTypes.allBut(READS), undelivered));
  }

  private static Deletion of(
      EventLog events, EventTypes types, Consumer<Map<String, Long>> undelivered) {
    return (time, held, most) -> {
      EventLog.Deleted deleted = events.deleteBefore(time, types, held, most);
      return told(deleted, undelivered);
    };
  }

  static int told(EventLog.Deleted deleted, Consumer<Map<String, Long>> undelivered) {
    if (!deleted.undelivered().isEmpty()) {
      undelivered.accept(deleted.undelivered());
    }
    return deleted.events();
  }

  /** Their pictures; those of events that are held stay. */
  public static Forgetter snapshots(SnapshotStore snapshots, EventLog events) {
    return new Forgetter(
        "snapshots",
        RetentionPlan::snapshots,
        (time, held, most) -> snapshots.deleteBefore(time, kept(events, held), most));
  }

  private static Set<UUID> kept(EventLog events, List<Hold> held) {
    Set<UUID> ids = new HashSet<>();
    for (Hold hold : held) {
      ids.addAll(events.ids(hold.camera(), hold.from(), hold.to()));
    }
    return ids;
  }
}
