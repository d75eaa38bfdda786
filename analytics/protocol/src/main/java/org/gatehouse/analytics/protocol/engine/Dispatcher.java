package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener, one call at a time, on a thread of its own. A finding is acknowledged once
 * the listener returned; while the listener fails it is offered again, and whoever brings more
 * waits.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int WAITING = 256;
  private static final int REMEMBERED = 4096;
  private static final long LONGEST_PAUSE_SECONDS = 10;

  private final AnalyticsListener listener;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(WAITING);
  private final Thread thread;
  private volatile boolean closing;

  // Owned by the thread.
  private final DuplicateMemory duplicates = new DuplicateMemory();
  private final Set<String> told = new LinkedHashSet<>();
  private long suppressed;

  Dispatcher(AnalyticsListener listener) {
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("analytics-findings").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits for room; {@code id} names the finding among those of all workers. */
  void passage(String id, PassageReport report, Runnable acknowledge) throws InterruptedException {
    putBounded(() -> find(id, () -> tellPassage(report), acknowledge));
  }

  /** Waits for room; {@code id} names the finding among those of all workers. */
  void noRead(String id, NoReadReport report, Runnable acknowledge) throws InterruptedException {
    putBounded(() -> find(id, () -> listener.onNoRead(report), acknowledge));
  }

  /** Waits for room; {@code id} names the finding among those of all workers. */
  void face(String id, FaceReport report, Runnable acknowledge) throws InterruptedException {
    putBounded(() -> find(id, () -> listener.onFace(report), acknowledge));
  }

  /** Waits for room. */
  void stats(LaneStats stats) throws InterruptedException {
    putBounded(() -> once(() -> listener.onStats(stats)));
  }

  /** Does not wait: gaps are rare, and the supervisor has other things to do. */
  void gap(Gap gap) {
    queue.add(
        () ->
            once(
                () -> listener.onGap(gap.stream(), gap.fromMicros(), gap.toMicros(), gap.cause())));
  }

  /** Does not wait. */
  void takeover(StreamId stream, long atMicros) {
    queue.add(() -> duplicates.takeover(stream, atMicros));
  }

  private void putBounded(Runnable item) throws InterruptedException {
    room.acquire();
    queue.add(
        () -> {
          try {
            item.run();
          } finally {
            room.release();
          }
        });
  }

  /** Hands on what is waiting, within that time, then ends. */
  void close(long nanos) throws InterruptedException {
    closing = true;
    if (!thread.join(Duration.ofNanos(Math.max(1, nanos)))) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        Runnable next = queue.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        } else if (closing) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void find(String id, Runnable tell, Runnable acknowledge) {
    if (!told.contains(id)) {
      if (!untilDone(tell)) {
        return;
      }
      told.add(id);
      if (told.size() > REMEMBERED) {
        told.remove(told.iterator().next());
      }
    }
    acknowledge.run();
  }

  private void tellPassage(PassageReport report) {
    Optional<PassageReport> wanted = duplicates.resolve(report);
    if (wanted.isEmpty()) {
      suppressed++;
      LOG.info(
          "camera {}: the vehicle reported before the analytics worker was replaced is not reported"
              + " again ({} so far)",
          report.stream(),
          suppressed);
      return;
    }
    listener.onPassage(wanted.get());
    duplicates.reported(wanted.get());
  }

  private boolean untilDone(Runnable tell) {
    for (long pause = 1; !Thread.currentThread().isInterrupted(); ) {
      try {
        tell.run();
        return true;
      } catch (RuntimeException e) {
        LOG.warn("a finding could not be stored, trying again in {} s: {}", pause, e.toString());
        if (!pause(pause)) {
          return false;
        }
        pause = Math.min(LONGEST_PAUSE_SECONDS, pause * 2);
      }
    }
    return false;
  }

  private static boolean pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void once(Runnable tell) {
    try {
      tell.run();
    } catch (RuntimeException e) {
      LOG.warn("the listener of analytics failed", e);
    }
  }
}
