package org.gatehouse.runtime.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.UnreadableEventException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is sent to one destination when. At most one attempt for each camera is under way,
 * and the log offers only the first event that a camera owes, so order within a camera is kept.
 * {@link #step} belongs to one scheduling thread, which alone begins attempts; they settle on their
 * own threads. State is guarded by this object's lock, under which nothing is asked of the log.
 */
final class DestinationLane {
  /** Nothing to wait for but a wake-up. */
  static final long UNTIL_WOKEN = Long.MAX_VALUE;

  private static final Logger log = LoggerFactory.getLogger(DestinationLane.class);
  private static final long SOON = Duration.ofMillis(20).toNanos();

  /** So long after its time an event that the log does not offer is not there any more. */
  private static final long GONE = Duration.ofSeconds(1).toNanos();

  private static final long STORAGE_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long CLOCK_STEP_MICROS = 1_000_000;
  private static final int PROBE_CHOICE = 256;

  /** Events of one camera sent one after the other before others that wait have their turn. */
  private static final int TURNS = 16;

  private final String name;
  private final EventSink sink;
  private final EventLog events;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final DeliveryPolicy policy;
  private final Executor attempts;
  private final Runnable wake;
  private final Breaker breaker;
  private final LaneMeter meter = new LaneMeter();

  /** Cameras with an attempt under way, or with a result that is not on disk yet. */
  private final Map<CameraId, PendingDelivery> inFlight = new HashMap<>();

  /** Cameras whose first event waits for another try, with the monotonic time of it. */
  private final Map<CameraId, Long> waiting = new HashMap<>();

  /** Results that the log did not take yet: writing them down comes before sending more. */
  private final Map<CameraId, Runnable> unwritten = new HashMap<>();

  private long heldUntil;
  private boolean ending;
  private @Nullable String trouble;

  /** Owned by the scheduling thread. */
  private long clockOffsetMicros;

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

  LaneMeter meter() {
    return meter;
  }

  /** Why the latest attempt failed, in one line; null while all goes well. */
  synchronized @Nullable String trouble() {
    return trouble;
  }

  synchronized boolean up() {
    return !breaker.down() && !breaker.silent(ticker.nanos());
  }

  /**
   * A step failed: nothing is sent until one succeeds, which counts as if the destination had not
   * answered.
   *
   * @return false if that was said already
   */
  synchronized boolean stuck(String reason) {
    boolean news = !reason.equals(trouble);
    trouble = reason;
    breaker.failed(ticker.nanos());
    return news;
  }

  /** Begins nothing more. */
  synchronized void end() {
    ending = true;
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

  /**
   * The log is asked without the lock: those who want to know how things are do not wait for it.
   */
  private long begin() {
    long pause = untilMore();
    if (pause > 0) {
      return pause;
    }
    noticeClockStep();
    Set<CameraId> busy;
    boolean probes;
    synchronized (this) {
      busy = Set.copyOf(inFlight.keySet());
      probes = breaker.down();
    }
    return probes ? probe() : sendDue(busy);
  }

  /** Nanoseconds until another attempt may begin, unless woken before; 0 if it may now. */
  private synchronized long untilMore() {
    long now = ticker.nanos();
    if (!unwritten.isEmpty()) {
      return STORAGE_PAUSE;
    }
    if (ending) {
      return UNTIL_WOKEN;
    }
    if (heldUntil - now > 0) {
      return heldUntil - now;
    }
    if (!breaker.down()) {
      return 0;
    }
    return inFlight.isEmpty() ? Math.max(0, breaker.untilProbe(now)) : UNTIL_WOKEN;
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

  private long sendDue(Set<CameraId> busy) {
    int room = policy.window() - busy.size();
    if (room == 0) {
      return UNTIL_WOKEN;
    }
    List<PendingDelivery> due = due(wallNow(), room, busy);
    due.forEach(this::begin);
    return due.size() < room ? untilNextRetry() : UNTIL_WOKEN;
  }

  /** While down: one attempt, of the event tried least, because any one event may be at fault. */
  private long probe() {
    due(Instant.MAX, PROBE_CHOICE, Set.of()).stream()
        .min(Comparator.comparingInt(PendingDelivery::attempts))
        .ifPresent(this::begin);
    return UNTIL_WOKEN;
  }

  /** What cannot be read is parked, so that it holds up nothing that can. */
  private List<PendingDelivery> due(Instant until, int most, Set<CameraId> busy) {
    while (true) {
      try {
        return events.due(name, until, most, busy);
      } catch (UnreadableEventException e) {
        log.error("destination {}: {}; it is parked", name, e.getMessage());
        events.park(name, e.sequence(), e.reason());
      }
    }
  }

  /** Unless what settled while the log was asked speaks against it: then that wakes this lane. */
  private void begin(PendingDelivery next) {
    CameraId camera = next.stored().event().camera();
    synchronized (this) {
      if (untilMore() > 0 || inFlight.putIfAbsent(camera, next) != null) {
        return;
      }
      waiting.remove(camera);
    }
    try {
      attempts.execute(() -> attemptAll(next));
    } catch (RejectedExecutionException e) {
      // The outbox is closing: the log still owes it.
      synchronized (this) {
        inFlight.remove(camera);
      }
    }
  }

  private synchronized long untilNextRetry() {
    long now = ticker.nanos();
    // Those long due that the log does not offer were deleted.
    waiting.values().removeIf(time -> now - time > GONE);
    long wait = UNTIL_WOKEN;
    Iterator<Long> times = waiting.values().iterator();
    while (times.hasNext()) {
      wait = Math.min(wait, times.next() - now);
    }
    return Math.max(SOON, wait);
  }

  /** One event of a camera after the other, so that a backlog need not be looked up each time. */
  private void attemptAll(PendingDelivery first) {
    PendingDelivery next = first;
    for (int turn = 1; next != null; turn++) {
      next = attempt(next, turn < TURNS);
    }
    wake.run();
  }

  /** The next one of that camera, which is in flight then; null if there is none for now. */
  private @Nullable PendingDelivery attempt(PendingDelivery next, boolean more) {
    DeliveryResult result;
    meter.attempted();
    try {
      result = sink.deliver(next.stored());
    } catch (InterruptedException e) {
      // The outbox is closing: the log still owes it.
      Thread.currentThread().interrupt();
      return null;
    } catch (RuntimeException e) {
      log.error("destination {}: event {} failed", name, next.stored().event().id(), e);
      result = new DeliveryResult.Retry("internal error: " + e, null);
    }
    boolean written = writeDown(next, result(next, result));
    CameraId camera = next.stored().event().camera();
    return written ? follow(camera, more && result instanceof DeliveryResult.Delivered) : null;
  }

  private Runnable result(PendingDelivery next, DeliveryResult result) {
    long sequence = next.stored().sequence();
    return switch (result) {
      case DeliveryResult.Delivered delivered -> {
        answered(null);
        measure(next.stored().event());
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
        meter.failed();
        Instant due = wallNow().plus(failed(next, retry));
        yield () -> events.retry(name, sequence, due, retry.reason());
      }
    };
  }

  private void measure(Event event) {
    Duration delay = Duration.between(event.time(), wallNow());
    if (event.detail() instanceof EventDetail.DeliveryTest test) {
      if (test.canary()) {
        meter.canaryArrived(delay);
      }
    } else {
      meter.delivered(delay);
    }
  }

  private @Nullable PendingDelivery follow(CameraId camera, boolean more) {
    PendingDelivery next = more && mayGoOn() ? following(camera) : null;
    synchronized (this) {
      if (next == null) {
        inFlight.remove(camera);
      } else {
        inFlight.put(camera, next);
      }
    }
    return next;
  }

  private @Nullable PendingDelivery following(CameraId camera) {
    try {
      return events.next(name, camera, wallNow());
    } catch (RuntimeException e) {
      log.debug("destination {}: what follows is looked up later: {}", name, e.getMessage());
      return null;
    }
  }

  private synchronized boolean mayGoOn() {
    return !ending && unwritten.isEmpty() && !breaker.down() && heldUntil - ticker.nanos() <= 0;
  }

  /**
   * The destination is there: what had waited for it need not wait longer. It is looked at in its
   * old time all the same: a failure before this may be written down after it.
   */
  private void answered(@Nullable String refusal) {
    boolean wasDown;
    synchronized (this) {
      wasDown = breaker.answered();
      trouble = refusal;
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
    breaker.attemptFailed(now);
    Duration pause = policy.pause(next.attempts(), random);
    Duration asked = retry.retryAfter();
    if (asked != null) {
      Duration hold = asked.compareTo(policy.longestHold()) > 0 ? policy.longestHold() : asked;
      heldUntil = Math.max(heldUntil - now, hold.toNanos()) + now;
      pause = hold.compareTo(pause) > 0 ? hold : pause;
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

  /**
   * Until the result is on disk the camera stays in flight, so that nothing is sent twice.
   *
   * @return false if that is to be tried again later
   */
  private boolean writeDown(PendingDelivery next, Runnable write) {
    try {
      write.run();
      return true;
    } catch (StorageException e) {
      log.warn("destination {}: a result is written down later: {}", name, e.getMessage());
      CameraId camera = next.stored().event().camera();
      synchronized (this) {
        unwritten.put(camera, () -> writeDownLate(next, write));
      }
      return false;
    }
  }

  private void writeDownLate(PendingDelivery next, Runnable write) {
    if (writeDown(next, write)) {
      synchronized (this) {
        inFlight.remove(next.stored().event().camera());
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
