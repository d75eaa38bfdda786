package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.storage.SnapshotsLeftException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.SegmentWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps recordings within their bounds. What is older than its maximum goes within
 * minutes; where room is short, what is kept beyond its promise goes first, the oldest before the
 * rest; what is held never goes. Each volume is read through once; from then on the recorder tells
 * what changes.
 *
 * <p>Thread-safe. {@link #scan} and {@link #round} belong to one thread: its own once it is
 * started, the caller's in tests.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Segments that are deleted before the loop looks at its other duties. */
  private static final int BATCH = 2000;

  /** Pictures or events that are deleted with one call, and calls before the next duty. */
  private static final int FORGOTTEN_AT_ONCE = 500;

  private static final int FORGETTING_CALLS = 20;

  private final List<KeptVolume> volumes;
  private final List<Forgetter> forgetters;
  private volatile Consumer<RetentionNote.Forgotten> forgotten = note -> {};
  private final Ticker ticker;
  private final HoldBook holds;
  private final DeletionLog log = new DeletionLog();
  private final Eraser eraser;
  private final ErasureQueue requests;
  private final RoomMaker room;
  private final BrokenPromises broken = new BrokenPromises();
  private final ClassBook classes = new ClassBook();
  private final DeletedTimes deleted = new DeletedTimes();
  private final MemoryKeeper memory;
  private final Inspection inspection;
  private final ClockGuard clock;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final Turn expiry = turn(Duration.ofMinutes(5));
  private final Turn quotas = turn(Duration.ofSeconds(10));
  private final Turn forgetting = turn(Duration.ofMinutes(5));
  private final Turn remembering = turn(Duration.ofMinutes(5));
  private final Turn minute = turn(Duration.ofMinutes(1));
  private final Turn scanning = turn(Duration.ofMinutes(1));
  private boolean clockCompared;
  private volatile RetentionPlan plan;
  private @Nullable Thread thread;

  /**
   * Not started yet.
   *
   * @param forgetters what else is deleted for its age
   */
  public Retention(
      Collection<Volume> volumes,
      RetentionPlan plan,
      List<Forgetter> forgetters,
      RetentionRecords records,
      AlarmSink alarms,
      Ticker ticker) {
    this.volumes = volumes.stream().map(KeptVolume::new).toList();
    this.memory = new MemoryKeeper(records, broken, classes, deleted);
    memory.restore();
    this.plan = classes.complete(plan);
    memory.catchUp(this.plan);
    this.forgetters = List.copyOf(forgetters);
    this.ticker = ticker;
    this.holds = new HoldBook(records, ticker);
    this.eraser = new Eraser(records, log, ticker, deleted, this::early);
    this.requests = new ErasureQueue(this.volumes, eraser);
    this.room = new RoomMaker(this.volumes, BATCH);
    this.inspection = new Inspection(this.volumes, new RetentionAlarms(alarms));
    this.clock = new ClockGuard(ticker);
    minute.pass(ticker.nanos());
  }

  private static Turn turn(Duration period) {
    return new Turn(period.toNanos());
  }

  /** Begins to work on a thread of its own; returns at once. */
  public Retention start() {
    thread = Thread.ofPlatform().name("retention").daemon(true).start(this::run);
    return this;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!guardedRound()) {
          Thread.sleep(PERIOD);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("retention ends");
    } finally {
      log.writeDeletions();
    }
  }

  /** A round that ends this thread by no failure: nothing else makes room on the disks. */
  boolean guardedRound() {
    try {
      scan();
      return round();
    } catch (RuntimeException | Error e) {
      LOG.error("retention: a round failed; the next one is tried in a second", e);
      return false;
    }
  }

  /** Who is to be told what becomes of the segments of a store. */
  public SegmentWatch watch(SegmentStore store) {
    return volumes.stream()
        .filter(volume -> volume.store() == store)
        .findFirst()
        .<SegmentWatch>map(volume -> volume.ledger)
        .orElse(SegmentWatch.NONE);
  }

  /** What must not be deleted. */
  public HoldBook holds() {
    return holds;
  }

  /** What is to be kept from now on. */
  public void plan(RetentionPlan next) {
    plan = classes.complete(next);
    changed.set(true);
  }

  /** What is to be kept. */
  public RetentionPlan plan() {
    return plan;
  }

  /** Deletes recordings on request, by the next round. */
  public Recordings recordings() {
    return requests;
  }

  /** Reads the volumes through that were not yet, at most once a minute. */
  void scan() {
    if (volumes.stream().allMatch(KeptVolume::scanned) || !scanning.pass(ticker.nanos())) {
      return;
    }
    for (KeptVolume volume : volumes) {
      try {
        if (!volume.scanned()) {
          volume.scan();
        }
      } catch (IOException | RuntimeException e) {
        log.scanFailed(ticker.nanos(), volume, e);
      }
    }
  }

  /** Deletes what is too old or too much; true if there is more to do at once. */
  boolean round() {
    long nanos = ticker.nanos();
    boolean more = false;
    if (changed.getAndSet(false)) {
      expiry.now();
      quotas.now();
      forgetting.now();
    }
    if (!requests.idle()) {
      obey();
    }
    if (!clockCompared) {
      clockCompared = true;
      compareClock();
    }
    boolean trusted = clock.trusted();
    if (trusted && expiry.pass(nanos)) {
      more = deleteExpired();
    }
    erase((selection, now) -> room.forVolumes(selection, plan));
    if (quotas.pass(nanos)) {
      erase((selection, now) -> room.forCameras(selection, plan));
    }
    if (trusted && forgetting.pass(nanos)) {
      forget();
    }
    if (minute.pass(nanos)) {
      everyMinute();
    }
    if (remembering.pass(nanos)) {
      memory.write(now());
    }
    log.write(nanos);
    return more;
  }

  /** What the recorder wrote since the start has the time of the same clock, and proves nothing. */
  private void compareClock() {
    long from = clock.shortlyBefore();
    if (memory.at().toEpochMilli() < from
        && volumes.stream().noneMatch(volume -> volume.ledger.any(from, clock.begun()))) {
      clock.doubt();
    }
  }

  private void obey() {
    holds.<@Nullable Void>meanwhile(
        active -> {
          Instant now = now();
          requests.obey(new Selection(plan, active, now), now);
          return null;
        });
  }

  private boolean deleteExpired() {
    List<KeptVolume> readable = volumes.stream().filter(KeptVolume::scanned).toList();
    int deleted = erase((selection, now) -> selection.expired(readable, BATCH));
    if (deleted >= BATCH) {
      expiry.now();
    }
    return deleted >= BATCH;
  }

  /** No hold can be placed between the choice of what goes and its deletion. */
  private int erase(BiFunction<Selection, Instant, Collection<Victim>> choice) {
    return holds.meanwhile(
        active -> {
          Instant now = now();
          List<Victim> victims = once(choice.apply(new Selection(plan, active, now), now));
          eraser.erase(victims, now);
          return victims.size();
        });
  }

  /** What is too much for two reasons goes for the first of them. */
  private static List<Victim> once(Collection<Victim> victims) {
    Map<Victim.Place, Victim> byPlace = new LinkedHashMap<>();
    victims.forEach(victim -> byPlace.putIfAbsent(victim.place(), victim));
    return List.copyOf(byPlace.values());
  }

  private void early(Victim victim) {
    CameraId camera = victim.stream().camera();
    if (broken.broken(camera, victim.start(), plan.of(camera), now())) {
      remembering.now();
    }
  }

  /** Has somebody told of what was deleted for its age alone, on the loop's thread. */
  public void onForgotten(Consumer<RetentionNote.Forgotten> listener) {
    forgotten = listener;
  }

  private void forget() {
    for (Forgetter forgetter : forgetters) {
      Duration limit = forgetter.limit().apply(plan);
      if (limit != null) {
        forget(forgetter, now().minus(limit));
      }
    }
  }

  private void forget(Forgetter forgetter, Instant before) {
    long count = 0;
    try {
      int deleted = FORGOTTEN_AT_ONCE;
      for (int i = 0; i < FORGETTING_CALLS && deleted >= FORGOTTEN_AT_ONCE; i++) {
        deleted = holds.meanwhile(held -> delete(forgetter, before, held));
        count += deleted;
      }
      if (deleted >= FORGOTTEN_AT_ONCE) {
        forgetting.now();
      }
    } catch (IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      DeletionLog.forgettingFailed(forgetter.what(), e);
    }
    if (count > 0) {
      RetentionNote.Forgotten note =
          new RetentionNote.Forgotten(now(), forgetter.what(), before, count);
      eraser.journal(List.of(note), true);
      forgotten.accept(note);
    }
  }

  private static int delete(Forgetter forgetter, Instant before, List<Hold> held) {
    try {
      return forgetter.deletion().before(before, held, FORGOTTEN_AT_ONCE);
    } catch (SnapshotsLeftException e) {
      DeletionLog.forgettingFailed(forgetter.what(), e);
      return e.deleted();
    } catch (IOException e) {
      DeletionLog.forgettingFailed(forgetter.what(), e);
      return 0;
    }
  }

  private void everyMinute() {
    Instant now = now();
    try {
      holds.expire();
    } catch (RuntimeException e) {
      LOG.warn("retention: the end of a hold cannot be written ({}); tried again", e.getMessage());
    }
    broken.pass(now);
    forgetClasses();
    inspection.look(plan, holds.active(), broken, room.full(), now);
    if (inspection.anyStuck()) {
      volumes.forEach(volume -> volume.ledger.takeBack());
      expiry.now();
    }
  }

  private void forgetClasses() {
    if (volumes.stream().allMatch(KeptVolume::scanned)) {
      Set<CameraId> recorded =
          volumes.stream()
              .flatMap(volume -> volume.ledger.streams().stream())
              .map(StreamId::camera)
              .collect(Collectors.toSet());
      classes.forget(recorded::contains);
    }
  }

  /** When the stream's recordings were that were deleted, between those times, oldest first. */
  public List<RetentionMemory.Span> deleted(StreamId stream, Instant from, Instant to) {
    return deleted.of(stream, from, to);
  }

  /** Segments that could not be deleted, as of the last minute. */
  public int stuck() {
    return inspection.stuck();
  }

  /** How it stands, as of the last five minutes. */
  public RetentionReport report() {
    return inspection.report();
  }

  /** What lies on the disks and what was deleted. */
  public RetentionCounters counters() {
    return new RetentionCounters(
        volumes.stream().mapToLong(volume -> volume.ledger.bytes()).sum(),
        volumes.stream().mapToLong(volume -> volume.ledger.count()).sum(),
        oldestSecond(),
        eraser.deletedSegments(),
        eraser.deletedBytes());
  }

  private long oldestSecond() {
    return volumes.stream().mapToLong(volume -> volume.ledger.oldest()).min().stream()
        .filter(millis -> millis != Long.MAX_VALUE)
        .map(millis -> Math.floorDiv(millis, 1000))
        .findFirst()
        .orElse(0);
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  /** Ends its thread; what is held stays. */
  @Override
  public void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      if (running.join(PATIENCE)) {
        memory.writeLast(now());
      } else {
        LOG.error("retention: a disk does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
