package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;

/**
 * Deletes segments, each of them after the journal has it. A disk that is so full that the journal
 * cannot grow is no reason to stay full: what must go to make room goes, and is written later.
 * Owner: the loop's thread; the counts may be read by any.
 */
final class Eraser {
  /** What goes into the journal together; few at first, for a disk may refuse everything. */
  private static final int FIRST_PART = 16;

  private static final int PART = 500;
  private static final int MOST_FAILURES = 16;

  /** Lines kept until they can be written. */
  private static final int MOST_UNWRITTEN = 10_000;

  private final RetentionRecords records;
  private final DeletionLog log;
  private final Ticker ticker;
  private final DeletedTimes times;
  private final Consumer<Victim> early;
  private final Deque<RetentionNote> unwritten = new ArrayDeque<>();
  private final AtomicLong deletedSegments = new AtomicLong();
  private final AtomicLong deletedBytes = new AtomicLong();

  /** Told of every segment that had to go before its promise was fulfilled. */
  Eraser(
      RetentionRecords records,
      DeletionLog log,
      Ticker ticker,
      DeletedTimes times,
      Consumer<Victim> early) {
    this.records = records;
    this.log = log;
    this.ticker = ticker;
    this.times = times;
    this.early = early;
  }

  /** Deletes them in their order, and stops where the disk refuses too much. */
  void erase(List<Victim> victims, Instant now) {
    int done = 0;
    int failures = 0;
    int part = FIRST_PART;
    while (done < victims.size() && failures < MOST_FAILURES) {
      List<Victim> next = victims.subList(done, Math.min(victims.size(), done + part));
      if (!journal(notes(next, now), makesRoom(next))) {
        return;
      }
      failures += eraseAll(next, now);
      done += next.size();
      part = PART;
    }
  }

  private int eraseAll(List<Victim> victims, Instant now) {
    List<RetentionNote> failed = new ArrayList<>();
    victims.forEach(victim -> delete(victim, now, failed));
    if (!failed.isEmpty()) {
      journal(failed, true);
    }
    return failed.size();
  }

  private void delete(Victim victim, Instant now, List<RetentionNote> failed) {
    try {
      boolean byUs = victim.volume().store().delete(victim.key());
      victim.volume().ledger.gone(victim.key());
      if (byUs) {
        times.add(victim.stream(), victim.start());
        deletedSegments.incrementAndGet();
        deletedBytes.addAndGet(victim.bytes());
        log.deleted(victim);
        if (victim.early()) {
          early.accept(victim);
        }
      }
    } catch (IOException | RuntimeException e) {
      log.failed(victim, e);
      victim.volume().ledger.setAside(victim.key());
      failed.add(
          new RetentionNote.NotDeleted(
              now, victim.volume().store().root(), victim.key(), e.toString()));
    }
  }

  /** False if it is not on disk, and nothing may happen before it is. */
  boolean journal(List<RetentionNote> notes, boolean anyway) {
    List<RetentionNote> all = new ArrayList<>(unwritten);
    all.addAll(notes);
    try {
      records.journal(all);
      unwritten.clear();
      return true;
    } catch (StorageException e) {
      log.unwritten(ticker.nanos(), e);
      if (anyway) {
        unwritten.addAll(notes);
        while (unwritten.size() > MOST_UNWRITTEN) {
          unwritten.removeFirst();
        }
      }
      return anyway;
    }
  }

  private static boolean makesRoom(List<Victim> victims) {
    return victims.stream().anyMatch(victim -> victim.cause().makesRoom());
  }

  /** What belongs into one line of the journal. */
  private record Run(KeptVolume volume, StreamId stream, DeletionCause cause) {}

  private static List<RetentionNote> notes(List<Victim> victims, Instant now) {
    Map<Run, List<Victim>> runs = new LinkedHashMap<>();
    for (Victim victim : victims) {
      Run run = new Run(victim.volume(), victim.stream(), victim.cause());
      runs.computeIfAbsent(run, _ -> new ArrayList<>()).add(victim);
    }
    return runs.values().stream().map(run -> note(run, now)).toList();
  }

  private static RetentionNote note(List<Victim> run, Instant now) {
    Victim first = run.getFirst();
    return new RetentionNote.Deleted(
        now,
        first.cause(),
        first.volume().store().root(),
        first.stream(),
        first.key().start(),
        run.getLast().key().start(),
        run.size(),
        run.stream().mapToLong(Victim::bytes).sum(),
        run.stream().anyMatch(Victim::early));
  }

  long deletedSegments() {
    return deletedSegments.get();
  }

  long deletedBytes() {
    return deletedBytes.get();
  }
}
