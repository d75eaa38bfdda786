package org.gatehouse.runtime.gate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.gate.LaneHands.Pass;
import org.gatehouse.runtime.list.VehicleLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses visitors' passes on a thread of its own: the store may be a server that is away, and a lane
 * waits for it but a moment. What was not begun by then is not done. Thread-safe.
 */
final class Passes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Passes.class);

  /** So long a vehicle may wait for a decision by the lists; then a person decides. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Far more than persons let in while a server is away. */
  private static final int MOST_OWED = 1000;

  private final VehicleLists lists;
  private final Duration patience;
  private final Duration again;
  private final ScheduledThreadPoolExecutor thread;

  /** What a person let in before the store could be told. Touched by the thread only. */
  private final Queue<Use> owed = new ArrayDeque<>();

  private boolean scheduled;

  private record Use(ListEntry entry, UUID passage, Instant at) {
    static Use of(ListEntry entry, String passageId, Instant at) {
      return new Use(entry, UUID.nameUUIDFromBytes(passageId.getBytes(StandardCharsets.UTF_8)), at);
    }
  }

  Passes(VehicleLists lists) {
    this(lists, PATIENCE, AGAIN);
  }

  Passes(VehicleLists lists, Duration patience, Duration again) {
    this.lists = lists;
    this.patience = patience;
    this.again = again;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("visitor-passes").factory());
    this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Uses one for that passage; the same passage uses one only. While it is not known whether that
   * was done, nobody may be let in by it: it may be done still, for that passage and no other.
   */
  Pass use(ListEntry entry, String passageId, Instant at) {
    Use use = Use.of(entry, passageId, at);
    Future<Pass> answer;
    try {
      answer = thread.submit(() -> used(use));
    } catch (RejectedExecutionException e) {
      return Pass.UNKNOWN;
    }
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      log.warn("a visitor's pass: the store of lists did not answer within {}", patience);
    } catch (ExecutionException e) {
      log.warn("a visitor's pass cannot be used: {}", reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer.cancel(false);
    return Pass.UNKNOWN;
  }

  private Pass used(Use use) {
    settle(use.entry());
    return lists.use(use.entry(), use.passage(), use.at()) ? Pass.USED : Pass.NONE_LEFT;
  }

  /**
   * A person let that vehicle in: its pass is used up by that, if not now then when the store can
   * be told. Returns at once.
   */
  void letIn(ListEntry entry, String passageId, Instant at) {
    Use use = Use.of(entry, passageId, at);
    try {
      thread.execute(() -> owe(use));
    } catch (RejectedExecutionException e) {
      log.warn("a visitor was let in by hand while the engine stops: the pass counts as not used");
    }
  }

  private void owe(Use use) {
    if (owed.size() >= MOST_OWED) {
      log.error("a visitor's pass is not noted as used: {} wait for the store already", MOST_OWED);
      return;
    }
    owed.add(use);
    settleAll();
  }

  /** What is owed of an entry goes first: else the next passage would use the same pass again. */
  private void settle(ListEntry entry) {
    for (Iterator<Use> each = owed.iterator(); each.hasNext(); ) {
      Use use = each.next();
      if (use.entry().equals(entry)) {
        lists.use(use.entry(), use.passage(), use.at());
        each.remove();
      }
    }
  }

  private void settleAll() {
    try {
      for (Use next = owed.peek(); next != null; next = owed.peek()) {
        lists.use(next.entry(), next.passage(), next.at());
        owed.remove();
      }
    } catch (StorageException e) {
      log.warn("visitors' passes that are to be noted as used: {}", e.getMessage());
      later();
    }
  }

  private void later() {
    if (!scheduled) {
      scheduled = true;
      var _ = thread.schedule(this::nextTry, again.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void nextTry() {
    scheduled = false;
    settleAll();
  }

  private static String reason(ExecutionException e) {
    return e.getCause() instanceof StorageException refused
        ? String.valueOf(refused.getMessage())
        : String.valueOf(e.getCause());
  }

  /** Waits for nothing. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
