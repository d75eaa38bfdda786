package org.gatehouse.runtime.list;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.record.WeekSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists as lanes ask them, from memory: a change of the store, by whatever process, is followed
 * within two seconds, and until it is read whole the former entries hold. Thread-safe; the thread
 * {@code vehicle-lists} reads.
 */
public final class VehicleLists implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VehicleLists.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final VehicleListStore store;
  private final ZoneId zone;
  private final Map<List<String>, WeekSchedule> schedules = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile VehicleIndex index = new VehicleIndex(new VehicleColumns());
  private long revision = -1;

  private VehicleLists(VehicleListStore store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
    this.thread = Thread.ofPlatform().daemon().name("vehicle-lists").unstarted(this::follow);
  }

  /**
   * Reads all entries, and follows changes from then on.
   *
   * @param zone in which times of the week are meant
   * @throws StorageException if they cannot be read
   */
  public static VehicleLists open(VehicleListStore store, ZoneId zone) {
    VehicleLists lists = new VehicleLists(store, zone);
    lists.look();
    lists.thread.start();
    return lists;
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        lookAgain();
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  /** Whatever is wrong with a read, the next one may go well: the thread goes on. */
  void lookAgain() {
    try {
      look();
    } catch (StorageException e) {
      LOG.warn("the lists cannot be read, the former entries hold: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the lists hold something that cannot be, the former entries hold", e);
    }
  }

  /** Reads the entries if they changed. */
  synchronized void look() {
    long now = store.revision();
    if (now == revision) {
      return;
    }
    VehicleColumns columns = new VehicleColumns();
    store.read(kept -> columns.add(kept.entry(), kept.used()));
    index = new VehicleIndex(columns);
    revision = now;
    LOG.info("lists: {} entries", columns.size());
  }

  /** How many entries there are. */
  public int size() {
    return index.size();
  }

  /** How many there are of a kind. */
  public long size(ListKind kind) {
    VehicleIndex now = index;
    long count = 0;
    for (int entry = 0; entry < now.size(); entry++) {
      count += now.kind(entry) == kind ? 1 : 0;
    }
    return count;
  }

  /**
   * What the lists say of exactly that plate.
   *
   * @param plate as {@link org.gatehouse.contract.list.PlateText} makes it
   */
  public Listing exact(String plate, String lane, Instant at) {
    Judging judging = new Judging(index, lane, at);
    judging.index.find(plate, judging::take);
    return judging.listing();
  }

  /**
   * Whether a plate was on any list then, at whatever lane and hour, and whether or not its passes
   * are used by now.
   *
   * @param plate as {@link org.gatehouse.contract.list.PlateText} makes it
   */
  public boolean listed(String plate, Instant at) {
    VehicleIndex now = index;
    boolean[] found = {false};
    now.find(plate, entry -> found[0] |= now.holdsAt(entry, at.getEpochSecond()));
    return found[0];
  }

  /**
   * What they say of plates that differ from it in one character that looks alike, a listing each.
   * A {@code ?} in the first place may be any province.
   */
  public List<Listing> alike(String plate, String lane, Instant at) {
    VehicleIndex now = index;
    Map<String, Judging> byPlate = new TreeMap<>();
    now.alike(
        plate,
        entry ->
            byPlate
                .computeIfAbsent(now.entry(entry).plate(), other -> new Judging(now, lane, at))
                .take(entry));
    return byPlate.values().stream().map(Judging::listing).toList();
  }

  /**
   * Uses a visitor's pass for a passage; the same passage uses one only.
   *
   * @return false if none is left
   */
  public boolean use(ListEntry entry, UUID passage, Instant at) {
    OptionalInt left = store.use(entry, passage, at);
    VehicleIndex now = index;
    int known = now.same(entry);
    if (known >= 0) {
      now.left(known, left.orElse(0));
    }
    return left.isPresent();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  /** Of all entries of one plate, the strongest that holds. Used by one thread. */
  private final class Judging {
    private final VehicleIndex index;
    private final String lane;
    private final long micros;
    private final List<Integer> holding = new ArrayList<>();
    private boolean lapsed;

    Judging(VehicleIndex index, String lane, Instant at) {
      this.index = index;
      this.lane = lane;
      this.micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    void take(int entry) {
      if (holds(entry)) {
        holding.add(entry);
      } else {
        lapsed = true;
      }
    }

    private boolean holds(int entry) {
      Set<String> lanes = index.lanes(entry);
      List<String> times = index.schedule(entry);
      return index.holdsAt(entry, Math.floorDiv(micros, 1_000_000L))
          && (lanes.isEmpty() || lanes.contains(lane))
          && (times.isEmpty() || schedule(times).holds(micros))
          && index.passLeft(entry);
    }

    private WeekSchedule schedule(List<String> times) {
      return schedules.computeIfAbsent(times, fresh -> WeekSchedule.parse(fresh, zone));
    }

    Listing listing() {
      int best = -1;
      for (int entry : holding) {
        boolean stronger = best < 0 || index.kind(entry).compareTo(index.kind(best)) < 0;
        best = stronger ? entry : best;
      }
      if (best < 0) {
        return new Listing(Listing.Standing.UNLISTED, null, lapsed);
      }
      Listing.Standing standing = Listing.Standing.valueOf(index.kind(best).name());
      return new Listing(standing, index.entry(best), lapsed);
    }
  }
}
