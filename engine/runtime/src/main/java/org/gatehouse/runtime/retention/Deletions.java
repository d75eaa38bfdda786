package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
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
  private static final int PAGE = 500;
  private static final int PATIENCE_SECONDS = 300;

  private final EventLog events;
  private final SnapshotStore snapshots;
  private final Consumer<String> elsewhere;
  private final Recordings recordings;
  private final HoldBook holds;
  private final Ticker ticker;

  /**
   * What was deleted; says nothing of whom it was about.
   *
   * @param id of this deletion
   * @param kind by what it was asked for: {@code plate}, {@code snapshot} or {@code time}
   * @param events how many events are gone
   * @param pictures how many pictures are gone
   * @param held how many events stay because they are held
   * @param recordings what became of recordings
   */
  public record Receipt(
      UUID id,
      Instant at,
      String kind,
      int events,
      int pictures,
      int held,
      Recordings.Erased recordings) {
    private Receipt with(Recordings.Erased erased) {
      return new Receipt(id, at, kind, events, pictures, held, erased);
    }
  }

  /** Finds a page of what is to go, behind what stays. */
  private interface Finder {
    List<StoredEvent> page(int limit);
  }

  /**
   * On the stores of a site.
   *
   * @param elsewhere forgets a plate where it is kept beside the events
   */
  public Deletions(
      EventLog events,
      SnapshotStore snapshots,
      Consumer<String> elsewhere,
      Recordings recordings,
      HoldBook holds,
      Ticker ticker) {
    this.events = events;
    this.snapshots = snapshots;
    this.elsewhere = elsewhere;
    this.recordings = recordings;
    this.holds = holds;
    this.ticker = ticker;
  }

  /**
   * All events of passages at which that plate was read, with their pictures.
   *
   * @param texts how it may have been read
   */
  public Receipt plate(Set<String> texts) {
    texts.forEach(elsewhere);
    return all("plate", limit -> events.ofPlate(texts, limit));
  }

  /** All events of a camera from one time to another, both included, with their pictures. */
  public Receipt time(CameraId camera, Instant from, Instant to) {
    return all("time", limit -> events.between(camera, from, to, limit));
  }

  /** The same, and before it what was recorded then, in whole segments. */
  public Receipt timeWithRecordings(CameraId camera, Instant from, Instant to) {
    Recordings.Erased erased = erase(camera, from, to);
    return time(camera, from, to).with(erased);
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
          if (stored != null && isHeld(stored, held)) {
            return receipt("snapshot", 0, 0, 1);
          }
          return receipt("snapshot", 0, delete(event, name) ? 1 : 0, 0);
        });
  }

  private Receipt all(String kind, Finder finder) {
    return holds.meanwhile(held -> all(kind, finder, held));
  }

  private Receipt all(String kind, Finder finder, List<Hold> held) {
    int gone = 0;
    int pictures = 0;
    int kept = 0;
    while (true) {
      int limit = kept + PAGE;
      List<StoredEvent> page = finder.page(limit);
      List<UUID> ids = new ArrayList<>();
      for (StoredEvent stored : page) {
        if (!isHeld(stored, held)) {
          pictures += delete(stored);
          ids.add(stored.event().id());
        }
      }
      kept = page.size() - ids.size();
      gone += events.delete(ids).events();
      if (page.size() < limit) {
        return receipt(kind, gone, pictures, kept);
      }
    }
  }

  private static boolean isHeld(StoredEvent stored, List<Hold> held) {
    return held.stream()
        .anyMatch(hold -> hold.covers(stored.event().camera(), stored.event().time()));
  }

  private int delete(StoredEvent stored) {
    int deleted = 0;
    for (Snapshot snapshot : stored.event().snapshots()) {
      deleted += delete(stored.event().id(), snapshot.name()) ? 1 : 0;
    }
    return deleted;
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

  private Receipt receipt(String kind, int gone, int pictures, int kept) {
    Instant now = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
    return new Receipt(UUID.randomUUID(), now, kind, gone, pictures, kept, Recordings.Erased.NONE);
  }
}
