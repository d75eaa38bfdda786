package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.PassageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener for one stream, one call at a time, on a thread of its own. A finding is
 * acknowledged once the listener returned; while the listener fails it is offered again. Whoever
 * adds to it bounds what waits: a place is given back when its item is done.
 */
final class FindingLine {
  private static final Logger LOG = LoggerFactory.getLogger(FindingLine.class);
  private static final int REMEMBERED = 4096;
  private static final long LONGEST_PAUSE_SECONDS = 10;

  private final AnalyticsListener listener;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final StreamId stream;
  private final Thread thread;

  // Owned by the thread.
  private final DuplicateMemory duplicates = new DuplicateMemory();
  private final Set<String> told = new LinkedHashSet<>();
  private long suppressed;
  private boolean ending;

  FindingLine(StreamId stream, AnalyticsListener listener) {
    this.stream = stream;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("findings-" + stream).unstarted(this::run);
  }

  void start() {
    if (begun.compareAndSet(false, true)) {
      thread.start();
    }
  }

  void passage(int worker, String id, PassageReport report, Runnable acknowledge, Runnable done) {
    find(id, () -> tellPassage(worker, report), acknowledge, done);
  }

  /** Tells a finding until the listener has it, unless it was told under that id before. */
  void find(String id, Runnable tell, Runnable acknowledge, Runnable done) {
    add(() -> told(id, tell, acknowledge), done);
  }

  /** Tells a lane's counters, which may be lost, and of vehicles that nobody sees any more. */
  void stats(Runnable tell, Runnable done) {
    add(
        () -> {
          tryOnce(tell);
          tellEnds(duplicates.looked());
        },
        done);
  }

  /** Tells what may be lost. */
  void once(Runnable tell, Runnable done) {
    add(() -> tryOnce(tell), done);
  }

  /** That worker has the stream from now on. */
  void takeover(int worker, long atMicros) {
    queue.add(() -> duplicates.takeover(worker, atMicros));
  }

  /** Ends once what is waiting was handed on, and all passages have their end. */
  void finish() {
    queue.add(
        () -> {
          tellEnds(duplicates.unfinished());
          ending = true;
        });
  }

  /** Waits for that. */
  void close(long nanos) throws InterruptedException {
    if (begun.get() && !thread.join(Duration.ofNanos(nanos))) {
      thread.interrupt();
    }
  }

  private void add(Runnable item, Runnable done) {
    queue.add(
        () -> {
          try {
            item.run();
          } finally {
            done.run();
          }
        });
  }

  private void run() {
    try {
      while (!ending) {
        queue.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void told(String id, Runnable tell, Runnable acknowledge) {
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

  private void tellPassage(int worker, PassageReport report) {
    Optional<PassageReport> wanted = duplicates.resolve(worker, report);
    if (wanted.isEmpty()) {
      suppressed++;
      LOG.info(
          "camera {}: the vehicle reported before the analytics worker was replaced is not reported"
              + " again ({} so far)",
          stream,
          suppressed);
      return;
    }
    listener.onPassage(wanted.get());
    duplicates.reported(worker, wanted.get());
  }

  /** While the listener fails they are left for the next time. */
  private void tellEnds(List<PassageReport> ends) {
    for (PassageReport end : ends) {
      tryOnce(
          () -> {
            listener.onArrival(end);
            listener.onPassage(end);
            duplicates.ended(end);
          });
    }
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

  private static void tryOnce(Runnable tell) {
    try {
      tell.run();
    } catch (RuntimeException e) {
      LOG.warn("the listener of analytics failed", e);
    }
  }
}
