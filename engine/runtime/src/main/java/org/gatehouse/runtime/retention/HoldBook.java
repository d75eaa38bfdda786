package org.gatehouse.runtime.retention;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The holds of a site, durable before anybody is told of them. Changes wait for the disk.
 * Thread-safe.
 */
public final class HoldBook {
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 8;

  private final RetentionRecords records;
  private final Ticker ticker;
  private final Random random = new SecureRandom();
  private volatile List<Hold> all;

  /** With those that were stored. */
  public HoldBook(RetentionRecords records, Ticker ticker) {
    this.records = records;
    this.ticker = ticker;
    this.all = List.copyOf(records.holds());
  }

  /** Those that hold now, in the order in which they were placed. */
  public List<Hold> active() {
    Instant now = now();
    return all.stream().filter(hold -> hold.active(now)).toList();
  }

  /**
   * One as it would be placed; nothing is held by it yet.
   *
   * @throws IllegalArgumentException if its times are in no order; says which
   */
  public Hold propose(
      CameraId camera, Instant from, Instant to, String owner, String reason, Instant expires) {
    Instant now = now();
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a hold must end after it begins, at " + from);
    }
    if (!expires.isAfter(now)) {
      throw new IllegalArgumentException("a hold must expire later than now, not at " + expires);
    }
    return new Hold(
        newId(),
        camera,
        from.truncatedTo(ChronoUnit.MILLIS),
        to.truncatedTo(ChronoUnit.MILLIS),
        owner,
        reason,
        expires.truncatedTo(ChronoUnit.MILLIS),
        now.truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * Places one that was proposed.
   *
   * @throws org.gatehouse.contract.storage.StorageException if it cannot be stored
   */
  public synchronized Hold place(Hold hold) {
    List<Hold> more = new ArrayList<>(all);
    more.add(hold);
    records.journal(List.of(new RetentionNote.Placed(now(), hold)));
    records.holds(more);
    all = List.copyOf(more);
    return hold;
  }

  /**
   * Ends one.
   *
   * @param by who says so
   * @return it, or null if there is none of that id
   */
  public synchronized @Nullable Hold release(String id, String by) {
    Hold found = active().stream().filter(hold -> hold.id().equals(id)).findFirst().orElse(null);
    if (found != null) {
      remove(List.of(found), by);
    }
    return found;
  }

  /** Runs something during which no hold is placed. */
  synchronized <T extends @Nullable Object> T meanwhile(Function<List<Hold>, T> work) {
    return work.apply(active());
  }

  /** Forgets those that are over; the journal tells of them. */
  synchronized void expire() {
    Instant now = now();
    List<Hold> over = all.stream().filter(hold -> !hold.active(now)).toList();
    if (!over.isEmpty()) {
      remove(over, "expiry");
    }
  }

  private void remove(List<Hold> over, String by) {
    Instant now = now();
    List<Hold> rest = new ArrayList<>(all);
    rest.removeAll(over);
    records.journal(
        over.stream().<RetentionNote>map(h -> new RetentionNote.Released(now, h, by)).toList());
    records.holds(rest);
    all = List.copyOf(rest);
  }

  private String newId() {
    StringBuilder id = new StringBuilder("h-");
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
