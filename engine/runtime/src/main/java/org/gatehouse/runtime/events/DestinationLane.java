package org.gatehouse.runtime.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is sent to one destination when. At most one attempt for each camera is under way,
 * and the log offers only the first event that a camera owes, so order within a camera is kept.
 * {@link #step} belongs to one scheduling thread; attempts settle on their own threads. State is
 * guarded by this object's lock.
 */
final class DestinationLane {
  /** Nothing to wait for but a wake-up. */
  static final long UNTIL_WOKEN = Long.MAX_VALUE;

  private static final Logger log = LoggerFactory.getLogger(DestinationLane.class);
  private static final long SOON = Duration.ofMillis(20).toNanos();
  private static final long STORAGE_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long CLOCK_STEP_MICROS = 1_000_000;
  private static final int PROBE_CHOICE = 256;

  private final String name;
  private final EventSink sink;
  private final EventLog events;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final DeliveryPolicy policy;
  private final Executor attempts;
  private final Runnable wake;
  private final Breaker breaker;

  /** Cameras with an attempt under way, or with a result that is not on disk yet. */
  private final Map<CameraId, PendingDelivery> inFlight = new HashMap<>();

  /** Cameras whose first event waits for another try, with the monotonic time of it. */
  private final Map<CameraId, Long> waiting = new HashMap<>();

  /** Results that the log did not take yet: writing them down comes before sending more. */
  private final Map<CameraId, Runnable> unwritten = new HashMap<>();

  private long heldUntil;
  private long clockOffsetMicros;
  private @Nullable String trouble;

  /**
   * A lane that has not begun.
   *
   * @param attempts runs attempts, each may block
   * @param wake asks for another {@link #step}; from any thread
   */
  DestinationLane(
      String name,
      EventSink sink,
      EventLog events,
      Ticker ticker,
      RandomGenerator random,
      DeliveryPolicy policy,
      Executor attempts,
      Runnable wake) {
    this.name = name;
    this.sink = sink;
    this.events = events;
    this.ticker = ticker;
    this.random = random;
    this.policy = policy;
    this.attempts = attempts;
    this.wake = wake;
    breaker = new Breaker(policy);
    heldUntil = ticker.nanos();
    clockOffsetMicros = clockOffset();
  }

  String name() {
    return name;
  }

  EventSink sink() {
    return sink;
  }

  /** Why the latest attempt failed, in one line; null while all goes well. */
  synchronized @Nullable String trouble() {
    return trouble;
  }

  synchronized boolean up() {
    return !breaker.down();
  }

  /**
   * Starts what may start now.
   *
   * @return nanoseconds until there is something to do again, unless woken before
   */
  long step() {
    List<Runnable> late = takeUnwritten();
    late.forEach(Runnable::run);
    return begin();
  }

  private synchronized List<Runnable> takeUnwritten() {
    List<Runnable> late = List.copyOf(unwritten.values());
    unwritten.clear();
    return late;
  }

  private synchronized long begin() {
    long now = ticker.nanos();
    if (!unwritten.isEmpty()) {
      return STORAGE_PAUSE;
    }
    noticeClockStep();
    if (heldUntil - now > 0) {
      return heldUntil - now;
    }
    return breaker.down() ? probe(now) : sendDue(now);
  }

  /**
   * Due times in the log are wall-clock times: when the clock was set back they would be far off.
   */
  private void noticeClockStep() {
    long offset = clockOffset();
    if (offset < clockOffsetMicros - CLOCK_STEP_MICROS) {
      events.dueNow(name);
    }
    clockOffsetMicros = offset;
  }

  private long sendDue(long now) {
    int room = policy.window() - inFlight.size();
    if (room > 0) {
      for (PendingDelivery next : events.due(name, wallNow(), policy.window())) {
        if (room > 0 && begin(next)) {
          room--;
        }
      }
    }
    return room > 0 ? untilNextRetry(now) : UNTIL_WOKEN;
  }

  /** While down: one attempt, of the event tried least, because any one event may be at fault. */
  private long probe(long now) {
    if (!inFlight.isEmpty()) {
      return UNTIL_WOKEN;
    }
    if (breaker.untilProbe(now) > 0) {
      return breaker.untilProbe(now);
    }
    events.due(name, Instant.MAX, PROBE_CHOICE).stream()
        .min(Comparator.comparingInt(PendingDelivery::attempts))
        .ifPresent(this::begin);
    return UNTIL_WOKEN;
  }

  private boolean begin(PendingDelivery next) {
    CameraId camera = next.stored().event().camera();
    if (inFlight.putIfAbsent(camera, next) != null) {
      return false;
    }
    waiting.remove(camera);
    try {
      attempts.execute(() -> attempt(next));
    } catch (RejectedExecutionException e) {
      // The outbox is closing: the log still owes it.
      inFlight.remove(camera);
    }
    return true;
  }

  private long untilNextRetry(long now) {
    long wait = UNTIL_WOKEN;
    Iterator<Long> times = waiting.values().iterator();
    while (times.hasNext()) {
      wait = Math.min(wait, times.next() - now);
    }
    return Math.max(SOON, wait);
  }

  private void attempt(PendingDelivery next) {
    DeliveryResult result;
    try {
      result = sink.deliver(next.stored());
    } catch (InterruptedException e) {
      // The outbox is closing: the log still owes it.
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      log.error("destination {}: event {} failed", name, next.stored().event().id(), e);
      result = new DeliveryResult.Retry("internal error: " + e, null);
    }
    settle(next, result);
  }

  private void settle(PendingDelivery next, DeliveryResult result) {
    long sequence = next.stored().sequence();
    Runnable write =
        switch (result) {
          case DeliveryResult.Delivered delivered -> {
            answered(null);
            yield () -> events.delivered(name, sequence);
          }
          case DeliveryResult.Rejected rejected -> {
            answered(rejected.reason());
            log.warn(
                "destination {}: event {} is parked: {}",
                name,
                next.stored().event().id(),
                rejected.reason());
            yield () -> events.park(name, sequence, rejected.reason());
          }
          case DeliveryResult.Retry retry -> {
            Instant due = wallNow().plus(failed(next, retry));
            yield () -> events.retry(name, sequence, due, retry.reason());
          }
        };
    writeDown(next, write);
    wake.run();
  }

  /** The destination is there: what had waited for it need not wait longer. */
  private void answered(@Nullable String refusal) {
    boolean wasDown;
    synchronized (this) {
      wasDown = breaker.answered();
      trouble = refusal;
      if (wasDown) {
        waiting.clear();
      }
    }
    if (wasDown) {
      log.info("destination {} is back", name);
      makeAllDue();
    }
  }

  private void makeAllDue() {
    try {
      events.dueNow(name);
    } catch (StorageException e) {
      log.warn("destination {}: waiting events keep their times: {}", name, e.getMessage());
    }
  }

  private synchronized Duration failed(PendingDelivery next, DeliveryResult.Retry retry) {
    boolean wasUp = !breaker.down();
    long now = ticker.nanos();
    Duration pause = policy.pause(next.attempts(), random);
    Duration asked = retry.retryAfter();
    if (asked != null) {
      Duration hold = asked.compareTo(policy.longestHold()) > 0 ? policy.longestHold() : asked;
      heldUntil = Math.max(heldUntil - now, hold.toNanos()) + now;
      pause = hold.compareTo(pause) > 0 ? hold : pause;
    } else {
      breaker.failed(now);
    }
    waiting.put(next.stored().event().camera(), now + pause.toNanos());
    trouble = retry.reason();
    if (wasUp && breaker.down()) {
      log.warn(
          "destination {} is down ({}); trying every {} s, events are kept",
          name,
          retry.reason(),
          policy.probeEvery().toSeconds());
    }
    return pause;
  }

  /** Until the result is on disk the camera stays in flight, so that nothing is sent twice. */
  private void writeDown(PendingDelivery next, Runnable write) {
    CameraId camera = next.stored().event().camera();
    try {
      write.run();
      synchronized (this) {
        inFlight.remove(camera);
      }
    } catch (StorageException e) {
      log.warn("destination {}: a result is written down later: {}", name, e.getMessage());
      synchronized (this) {
        unwritten.put(camera, () -> writeDown(next, write));
      }
    }
  }

  private Instant wallNow() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  private long clockOffset() {
    return ticker.epochMicros() - ticker.nanos() / 1000;
  }
}
