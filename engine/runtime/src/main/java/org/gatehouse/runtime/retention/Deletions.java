package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.Place;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;

/**
 * Deletes what is asked for before its time: a plate's events, one picture, a time at a camera.
 * Pictures go first, so that none is left without its event. What is held stays and is counted.
 * Waits for the disk; thread-safe.
 */
public final class Deletions {
  /** Events that go in one go: no hold can be placed meanwhile, and no room is made. */
  private static final int PAGE = 100;

  private static final int PATIENCE_SECONDS = 300;

  private final EventLog events;
  private final SnapshotStore snapshots;
  private final Consumer<String> elsewhere;
  private final Consumer<Map<String, Long>> undelivered;
  private final Recordings recordings;
  private final HoldBook holds;
  private final Ticker ticker;

  /**
   * What was deleted; says nothing of whom it was about.
   *
   * @param id of this deletion
   * @param kind by what it was asked for: {@code plate}, {@code snapshot} or {@code time}
   * @param events how many events are gone
   * @param undelivered how many deliveries of them were still owed, or parked
   * @param pictures how many pictures are gone
   * @param held how many events stay because they are held
   * @param recordings what became of recordings
   */
  public record Receipt(
      UUID id,
      Instant at,
      String kind,
      int events,
      long undelivered,
      int pictures,
      int held,
      Recordings.Erased recordings) {}

  /** What is gone so far. */
  private static final class Tally {
    private final Recordings.Erased recordings;
    private int events;
    private long undelivered;
    private int pictures;
    private int held;

    Tally(Recordings.Erased recordings) {
      this.recordings = recordings;
    }

    boolean isEmpty() {
      return events == 0 && pictures == 0 && recordings.segments() == 0;
    }
  }

  /** Finds events page by page, each page behind the one before. */
  private final class Times implements Supplier<List<StoredEvent>> {
    private final CameraId camera;
    private final Instant to;
    private Place after;

    Times(CameraId camera, Instant from, Instant to) {
      this.camera = camera;
      this.to = to;
      this.after = Place.before(from);
    }

    @Override
    public List<StoredEvent> get() {
      List<StoredEvent> page = events.between(camera, after, to, PAGE);
      after = page.isEmpty() ? after : Place.of(page.getLast());
      return page;
    }
  }

  /**
   * On the stores of a site.
   *
   * @param elsewhere forgets a plate where it is kept beside the events
   * @param undelivered is told, by destination, how many deliveries went with events that were
   *     still owed
   */
  public Deletions(
      EventLog events,
      SnapshotStore snapshots,
      Consumer<String> elsewhere,
      Consumer<Map<String, Long>> undelivered,
      Recordings recordings,
      HoldBook holds,
      Ticker ticker) {
    this.events = events;
    this.snapshots = snapshots;
    this.elsewhere = elsewhere;
    this.undelivered = undelivered;
    this.recordings = recordings;
    this.holds = holds;
    this.ticker = ticker;
  }

  /**
   * All events of passages at which that plate was read, with their pictures.
   *
   * @param texts how it may have been read
   * @throws PartlyDeletedException if a store fails after something went, as with all that follow
   */
  public Receipt plate(Set<String> texts) {
    texts.forEach(elsewhere);
    Iterator<UUID> ids = events.ofPlate(texts).iterator();
    return all("plate", Recordings.Erased.NONE, () -> page(ids));
  }

  /** Those of the next ids that are still there; empty if there are no more. */
  private List<StoredEvent> page(Iterator<UUID> ids) {
    List<StoredEvent> page = new ArrayList<>();
    while (ids.hasNext() && page.size() < PAGE) {
      StoredEvent stored = events.find(ids.next());
      if (stored != null) {
        page.add(stored);
      }
    }
    return page;
  }

  /** All events of a camera from one time to another, both included, with their pictures. */
  public Receipt time(CameraId camera, Instant from, Instant to) {
    return time(camera, from, to, Recordings.Erased.NONE);
  }

  /** The same, and before it what was recorded then, in whole segments. */
  public Receipt timeWithRecordings(CameraId camera, Instant from, Instant to) {
    return time(camera, from, to, erase(camera, from, to));
  }

  private Receipt time(CameraId camera, Instant from, Instant to, Recordings.Erased erased) {
    return all("time", erased, new Times(camera, from, to));
  }

  private Recordings.Erased erase(CameraId camera, Instant from, Instant to) {
    try {
      return recordings
          .erase(camera, from, to)
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException refused
          ? refused
          : new StorageException("the recordings are not deleted yet (" + e.getCause() + ")", e);
    }
  }

  /** One picture; its event stays. */
  public Receipt snapshot(UUID event, String name) {
    return holds.meanwhile(
        held -> {
          StoredEvent stored = events.find(event);
          Tally tally = new Tally(Recordings.Erased.NONE);
          if (stored != null && isHeld(stored, held)) {
            tally.held = 1;
          } else {
            tally.pictures = delete(event, name) ? 1 : 0;
          }
          return receipt("snapshot", tally);
        });
  }

  /** What is held is looked up anew for each page: all others have their turn between two. */
  private Receipt all(String kind, Recordings.Erased erased, Supplier<List<StoredEvent>> pages) {
    Tally tally = new Tally(erased);
    try {
      for (List<StoredEvent> page = pages.get(); !page.isEmpty(); page = pages.get()) {
        delete(page, tally);
      }
      return receipt(kind, tally);
    } catch (StorageException e) {
      throw tally.isEmpty() ? e : new PartlyDeletedException(receipt(kind, tally), e);
    }
  }

  private void delete(List<StoredEvent> page, Tally tally) {
    holds.meanwhile(
        held -> {
          List<UUID> ids = new ArrayList<>();
          for (StoredEvent stored : page) {
            if (isHeld(stored, held)) {
              tally.held++;
            } else {
              delete(stored, tally);
              ids.add(stored.event().id());
            }
          }
          delete(ids, tally);
          return tally;
        });
  }

  /** If the log failed after some, the rest is tried again, so that it says why. */
  private void delete(Collection<UUID> ids, Tally tally) {
    int left = ids.size();
    int gone = left;
    while (left > 0 && gone > 0) {
      EventLog.Deleted deleted = events.delete(ids);
      gone = Forgetter.told(deleted, undelivered);
      left -= gone;
      tally.events += gone;
      tally.undelivered += deleted.undelivered().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static boolean isHeld(StoredEvent stored, List<Hold> held) {
    return held.stream()
        .anyMatch(hold -> hold.covers(stored.event().camera(), stored.event().time()));
  }

  private void delete(StoredEvent stored, Tally tally) {
    for (Snapshot snapshot : stored.event().snapshots()) {
      tally.pictures += delete(stored.event().id(), snapshot.name()) ? 1 : 0;
    }
  }

  private boolean delete(UUID event, String name) {
    try {
      return snapshots.delete(event, name);
    } catch (IOException e) {
      throw new StorageException(
          "the picture %s of event %s cannot be deleted (%s); what was deleted before is gone"
              .formatted(name, event, e),
          e);
    }
  }

  private Receipt receipt(String kind, Tally tally) {
    Instant now = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
    return new Receipt(
        UUID.randomUUID(),
        now,
        kind,
        tally.events,
        tally.undelivered,
        tally.pictures,
        tally.held,
        tally.recordings);
  }
}
