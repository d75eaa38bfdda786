package org.gatehouse.bench.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.bench.report.Percentiles;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;

/** Deletes what is too old while somebody writes, and measures how long a writer waits. */
final class RetentionStall {
  private static final int AT_ONCE = 500;
  private static final int PAUSE_MILLIS = 5;

  /** So long somebody writes alone; what the first writes of a process take is not looked at. */
  private static final int ALONE_SECONDS = 10;

  private static final int FIRST_WRITES = 100;

  private final EventLog log;
  private final List<Long> alone = new ArrayList<>();
  private final List<Long> meanwhile = new ArrayList<>();
  private long deleted;
  private double seconds;

  /** On a log that nobody else uses. */
  RetentionStall(EventLog log) {
    this.log = log;
  }

  /**
   * Deletes reads that are older, as retention does.
   *
   * @param most seconds after which it stops, with more to delete
   */
  RetentionStall run(Instant limit, int most) throws InterruptedException {
    writeAlone();
    AtomicBoolean over = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().name("writer").start(() -> write(over, meanwhile));
    long began = System.nanoTime();
    EventTypes reads = EventTypes.only(EventDetail.PASSAGE_FINALIZED);
    int gone = AT_ONCE;
    while (gone == AT_ONCE && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(most)) {
      gone = log.deleteBefore(limit, reads, List.of(), AT_ONCE).events();
      deleted += gone;
    }
    seconds = (System.nanoTime() - began) / 1e9;
    over.set(true);
    writer.join();
    return this;
  }

  private void writeAlone() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().name("writer").start(() -> write(over, alone));
    TimeUnit.SECONDS.sleep(ALONE_SECONDS);
    over.set(true);
    writer.join();
    alone.subList(0, Math.min(FIRST_WRITES, alone.size())).clear();
  }

  private void write(AtomicBoolean over, List<Long> micros) {
    while (!over.get()) {
      Event event =
          new Event(
              UUID.randomUUID(),
              "bench",
              new CameraId("gate-0"),
              Instant.now().truncatedTo(ChronoUnit.MICROS),
              new EventDetail.CameraState("up", "bench"),
              List.of());
      long began = System.nanoTime();
      log.append(event);
      micros.add((System.nanoTime() - began) / 1000);
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** How many events went. */
  long deleted() {
    return deleted;
  }

  /** How long that took. */
  double seconds() {
    return Math.round(seconds * 10) / 10.0;
  }

  /** What one in a hundred writes took before, with nothing to delete, and the longest. */
  double aloneP99Ms() {
    return millis(alone, 99);
  }

  double aloneMaxMs() {
    return millis(alone, 100);
  }

  /** The same meanwhile. */
  double p99Ms() {
    return millis(meanwhile, 99);
  }

  double maxMs() {
    return millis(meanwhile, 100);
  }

  private static double millis(List<Long> micros, double percent) {
    Long value = Percentiles.of(micros, percent);
    return value == null ? 0 : Math.round(value / 100.0) / 10.0;
  }
}
