package org.gatehouse.runtime.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the log owes, to each destination at its own pace, until it is accepted or refused for
 * good. At least once: only a crash between a destination's answer and its commit repeats an event,
 * with the same id. Thread-safe.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

  /** Before another step after one that failed. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventLog log;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final DeliveryPolicy policy;
  private final ExecutorService attempts =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());

  /** Read without a lock: nobody waits here for the database, or for a stop. */
  private volatile List<Scheduler> schedulers = List.of();

  /** An outbox of that log; it does not close the log. */
  public Outbox(EventLog log, Ticker ticker, RandomGenerator random) {
    this(log, ticker, random, DeliveryPolicy.standard());
  }

  /** An outbox with a patience of its own. */
  public Outbox(EventLog log, Ticker ticker, RandomGenerator random, DeliveryPolicy policy) {
    this.log = log;
    this.ticker = ticker;
    this.random = random;
    this.policy = policy;
  }

  /**
   * Begins to deliver; what is owed from before is due at once. To be called once, before the first
   * event is appended: an event is owed to the destinations that are declared by then.
   *
   * @param destinations by name; their sinks are closed with this outbox
   */
  public synchronized void start(Map<String, Destination> destinations) {
    Map<String, EventFilter> filters = new LinkedHashMap<>();
    destinations.forEach((name, destination) -> filters.put(name, destination.filter()));
    log.destinations(filters);
    List<Scheduler> begun = new ArrayList<>();
    destinations.forEach(
        (name, destination) -> {
          log.dueNow(name);
          begun.add(new Scheduler(name, destination.sink()));
        });
    schedulers = List.copyOf(begun);
    schedulers.forEach(scheduler -> scheduler.thread.start());
  }

  /** Says that there may be something to send: after an event was appended, or replayed. */
  public void wake() {
    schedulers.forEach(Scheduler::wake);
  }

  /**
   * What was done for a destination.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public LaneMeter meter(String destination) {
    return schedulers.stream()
        .map(scheduler -> scheduler.lane)
        .filter(lane -> lane.name().equals(destination))
        .map(DestinationLane::meter)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no destination " + destination));
  }

  /** Whether each destination takes events; asks no database. */
  public List<Condition> conditions() {
    return schedulers.stream()
        .map(s -> new Condition(s.lane.name(), s.lane.up(), s.lane.trouble()))
        .toList();
  }

  /** How each destination is doing; waits for the database, and nobody else meanwhile. */
  public List<DestinationStatus> status() {
    return schedulers.stream().map(Scheduler::status).toList();
  }

  /**
   * Begins nothing more and gives attempts that are under way two seconds; what is not delivered by
   * then stays owed.
   */
  @Override
  public synchronized void close() {
    schedulers.forEach(scheduler -> scheduler.lane.end());
    schedulers.forEach(scheduler -> scheduler.thread.interrupt());
    attempts.shutdown();
    try {
      if (!attempts.awaitTermination(LAST_CHANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        attempts.shutdownNow();
        attempts.awaitTermination(LAST_CHANCE.toNanos(), TimeUnit.NANOSECONDS);
      }
      for (Scheduler scheduler : schedulers) {
        scheduler.thread.join(LAST_CHANCE);
      }
    } catch (InterruptedException e) {
      attempts.shutdownNow();
      Thread.currentThread().interrupt();
    }
    schedulers.forEach(scheduler -> scheduler.lane.sink().close());
  }

  /**
   * Whether a destination takes events.
   *
   * @param up false once several attempts in a row have failed
   * @param trouble why the latest attempt failed, without secrets; null while all goes well
   */
  public record Condition(String name, boolean up, @Nullable String trouble) {}

  /**
   * State of a destination.
   *
   * @param up false once several attempts in a row have failed
   * @param trouble why the latest attempt failed, without secrets; null while all goes well
   */
  public record DestinationStatus(
      String name, boolean up, @Nullable String trouble, EventLog.Backlog backlog) {}

  /** The thread that drives a lane. */
  private final class Scheduler {
    private final Semaphore wakes = new Semaphore(1);
    private final DestinationLane lane;
    private final Thread thread;

    Scheduler(String name, EventSink sink) {
      lane = new DestinationLane(name, sink, log, ticker, random, policy, attempts, this::wake);
      thread = Thread.ofVirtual().name("outbox-" + name).unstarted(this::loop);
    }

    void wake() {
      wakes.release();
    }

    DestinationStatus status() {
      return new DestinationStatus(
          lane.name(), lane.up(), lane.trouble(), log.backlog(lane.name()));
    }

    private void loop() {
      try {
        long wait = 0;
        while (true) {
          if (wakes.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
          }
          wait = step();
        }
      } catch (InterruptedException e) {
        logger.debug("destination {}: delivery ends", lane.name());
      }
    }

    private long step() {
      try {
        return lane.step();
      } catch (StorageException e) {
        logger.warn("destination {}: waiting for storage: {}", lane.name(), e.getMessage());
        return PAUSE.toNanos();
      } catch (RuntimeException e) {
        // This thread must outlive it: nothing is sent without it.
        if (lane.stuck("internal error: " + e)) {
          logger.error("destination {}: nothing is sent; trying again", lane.name(), e);
        }
        return PAUSE.toNanos();
      }
    }
  }
}
