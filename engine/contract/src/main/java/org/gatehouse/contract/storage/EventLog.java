package org.gatehouse.contract.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * The durable log of events and, in the same transactions, what is still owed to each destination.
 * Thread-safe; one writer inside.
 */
public interface EventLog extends AutoCloseable {
  /**
   * Appends an event, with one pending delivery for each destination that wants it. Returns when it
   * is on disk (a power cut loses nothing that returned). An id that is in the log already is not
   * added again: its stored sequence comes back.
   *
   * @throws StorageFullException if the disk is full: the event is not in the log, and appending
   *     works again once there is room
   * @throws UnstorableException if it holds what this log cannot keep
   * @throws StorageException if the log cannot be written otherwise
   */
  StoredEvent append(Event event);

  /** Declares destinations that want all events. */
  default void destinations(List<String> names) {
    Map<String, EventFilter> filters = new LinkedHashMap<>();
    names.forEach(name -> filters.put(name, EventFilter.ALL));
    destinations(filters);
  }

  /**
   * Declares the destinations: each is owed the events from now on that its filter wants. What
   * those are owed whose names are gone stays stored, and what was owed under another filter stays
   * owed.
   */
  void destinations(Map<String, EventFilter> filters);

  /** The event of that id, if any. */
  @Nullable StoredEvent find(UUID id);

  /**
   * Up to {@code limit} events after {@code sequence}, oldest first; fewer only if there are no
   * more. What cannot be read is left out, and logged.
   */
  List<StoredEvent> after(long sequence, int limit);

  /**
   * Up to {@code limit} events before {@code sequence} ({@code Long.MAX_VALUE}: the newest), newest
   * first; fewer only if there are no more. What cannot be read is left out, and logged.
   */
  List<StoredEvent> before(long sequence, int limit);

  /**
   * How many events a camera had, for a time line: one count for each stretch and type that had
   * any, in the order of the stretches. By the events' own times.
   *
   * @param from where the first stretch begins
   * @param to where the last one ends, not included; a whole stretch or less after the one before
   * @param stretch how long each is, at least a microsecond
   */
  List<EventCount> counts(CameraId camera, Instant from, Instant to, Duration stretch);

  /**
   * Up to {@code limit} deliveries that {@code destination} is owed and that are due at {@code
   * now}, oldest first; at most one for each camera, so that order within a camera is kept.
   *
   * @throws UnreadableEventException if one of them cannot be read
   */
  default List<PendingDelivery> due(String destination, Instant now, int limit) {
    return due(destination, now, limit, Set.of());
  }

  /** As {@link #due(String, Instant, int)}, without those of some cameras. */
  List<PendingDelivery> due(String destination, Instant now, int limit, Set<CameraId> except);

  /** The first delivery that {@code destination} is owed of a camera, if that is due. */
  @Nullable PendingDelivery next(String destination, CameraId camera, Instant now);

  /** When the next delivery of {@code destination} falls due; null if nothing is owed. */
  @Nullable Instant nextDue(String destination);

  /** The destination has it. */
  void delivered(String destination, long sequence);

  /** It failed for now; try again at {@code next}. */
  void retry(String destination, long sequence, Instant next, String reason);

  /** It is refused for good: kept with the reason until a person replays it. */
  void park(String destination, long sequence, String reason);

  /**
   * Makes all that waits for a later try due at once (after a restart, or when a destination is
   * back).
   */
  void dueNow(String destination);

  /** Makes all that was parked for a destination pending again; says how many. */
  default int replay(String destination) {
    return replay(destination, new Replay.Parked(0, Long.MAX_VALUE));
  }

  /**
   * Makes deliveries pending again, with all attempts before them; says how many. Many of them take
   * their time, so that others are not held up; those before a failure are pending all the same.
   */
  int replay(String destination, Replay which);

  /**
   * What a destination did not get, oldest first.
   *
   * @param parked those that it refused, else those that wait
   * @param after the sequence before the first one
   */
  List<Unsent> unsent(String destination, boolean parked, long after, int limit);

  /**
   * What became of an event on its way to each destination that was ever to have it, by their
   * names.
   */
  List<Delivery> deliveries(long sequence);

  /** What stands open for a destination. */
  Backlog backlog(String destination);

  /** Ids of the camera's events from {@code from} to {@code to}, both included. */
  Set<UUID> ids(CameraId camera, Instant from, Instant to);

  /**
   * Deletes events of some types that are older, and what is still owed of them.
   *
   * @param keep what they cover stays
   * @param most events to delete with one call
   * @return what was deleted; fewer events than {@code most} if none is left, or if the log failed
   *     after some
   * @throws StorageException if it failed before the first
   */
  Deleted deleteBefore(Instant time, EventTypes types, List<Hold> keep, int most);

  /**
   * Ids of all events of passages at which one of those was read, if only once, or of which
   * somebody said that it was that plate. First those that say something else, then those that say
   * so, oldest first: who deletes them in that order and stops half way finds the rest. Looks at
   * everything, which takes minutes where there are many millions of events.
   *
   * @param texts how it may have been read, or said; not empty
   */
  List<UUID> ofPlate(Set<String> texts);

  /**
   * Up to {@code limit} events of a camera until {@code to}, which is included, oldest first.
   *
   * @param after the place before the first of them
   */
  List<StoredEvent> between(CameraId camera, Place after, Instant to, int limit);

  /**
   * Up to {@code limit} events of one type that are older than {@code before}, oldest first; fewer
   * only if there are no more. What cannot be read is left out, and logged.
   *
   * @param after the place before the first of them
   */
  List<StoredEvent> ofType(String type, Place after, Instant before, int limit);

  /**
   * Deletes these events, and what is still owed of them.
   *
   * @return what was deleted; not all of them if the log failed after some
   * @throws StorageException if it failed before the first
   */
  Deleted delete(Collection<UUID> ids);

  @Override
  void close();

  /** Which deliveries are made again. */
  sealed interface Replay {
    /** That of one event, whatever became of it. */
    record One(UUID event) implements Replay {}

    /** Those of a stretch of the log, both ends included, that were refused. */
    record Parked(long from, long to) implements Replay {}

    /** Those of a stretch of the log, both ends included, also those that it has had. */
    record Range(long from, long to) implements Replay {}
  }

  /**
   * A place among events by their times; of the same time by their sequences. Several events of a
   * page and the next one may have the same time.
   */
  record Place(Instant time, long sequence) {
    /** Before all events. */
    public static final Place START = before(Instant.MIN);

    /** Before the first event of that time. */
    public static Place before(Instant time) {
      return new Place(time, Long.MIN_VALUE);
    }

    /** That event's. */
    public static Place of(StoredEvent stored) {
      return new Place(stored.event().time(), stored.sequence());
    }
  }

  /**
   * An event that a destination did not get.
   *
   * @param next when it is tried again; null if it is parked
   * @param reason why the latest attempt failed, null before the first
   */
  record Unsent(
      long sequence, UUID event, int attempts, @Nullable Instant next, @Nullable String reason) {}

  /**
   * An event and a destination that is, or was, to have it.
   *
   * @param attempts how many were made since it was owed, or replayed
   * @param next when it is tried again; null unless it is pending
   * @param reason why the latest attempt failed; null if none did
   */
  record Delivery(
      String destination,
      DeliveryState state,
      int attempts,
      @Nullable Instant next,
      @Nullable String reason) {}

  /** How far a delivery is. */
  enum DeliveryState {
    /** It is tried, again and again. */
    PENDING,
    /** It was refused, and waits for a person. */
    PARKED,
    /** The destination has it. */
    DELIVERED
  }

  /**
   * What was deleted.
   *
   * @param undelivered how many deliveries were still owed of them, or parked, by destination
   */
  record Deleted(int events, Map<String, Long> undelivered) {}

  /** A delivery that is owed; {@code attempts} were made before. */
  record PendingDelivery(StoredEvent stored, int attempts) {}

  /**
   * Events of one type in one stretch of time.
   *
   * @param stretch its number, from 0
   * @param first id of the earliest of them
   * @param firstAt its time
   */
  record EventCount(int stretch, String type, long count, UUID first, Instant firstAt) {}

  /** Counts of a destination's outbox; {@code oldestPending} is null when nothing waits. */
  record Backlog(long pending, long parked, long delivered, @Nullable Instant oldestPending) {}
}
