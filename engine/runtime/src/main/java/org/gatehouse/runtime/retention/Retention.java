package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Duration;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.retention.SegmentLedger.Held;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the segments of one volume below a quota: whenever there is more, the oldest over all
 * cameras go, never one that is being written. The disk is read through once; from then on the
 * recorder tells what changes. Nothing is deleted before the disk was read through.
 *
 * <p>Thread-safe as a watch. {@link #scan} and {@link #sweep} belong to one thread: its own once it
 * is started, the caller's in tests.
 */
public final class Retention implements SegmentWatch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A disk that refuses everything is not asked for more than this each second. */
  private static final int MOST_FAILURES = 16;

  private final SegmentStore store;
  private final long quota;
  private final Ticker ticker;
  private final SegmentLedger ledger = new SegmentLedger();
  private final DeletionJournal journal;
  private long takeBackAt;
  private boolean takeBackDue;
  private @Nullable Thread thread;

  /**
   * Not started yet.
   *
   * @param quota bytes
   */
  Retention(SegmentStore store, long quota, Ticker ticker) {
    this.store = store;
    this.quota = quota;
    this.ticker = ticker;
    this.journal = new DeletionJournal(store.root(), quota);
  }

  /**
   * Begins to hold the segments of {@code store} below {@code quota} bytes, on a thread of its own;
   * returns at once.
   */
  public static Retention start(SegmentStore store, long quota, Ticker ticker) {
    Retention retention = new Retention(store, quota, ticker);
    retention.thread = Thread.ofPlatform().name("retention").daemon(true).start(retention::run);
    return retention;
  }

  private void run() {
    try {
      while (!scan()) {
        Thread.sleep(RETRY);
      }
      while (!Thread.currentThread().isInterrupted()) {
        sweep();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      LOG.debug("retention ends");
    } finally {
      journal.close(ledger.bytes());
    }
  }

  /** Reads the disk through; false if it could not. */
  boolean scan() {
    try {
      store.scan(ledger::found);
      return true;
    } catch (IOException | RuntimeException e) {
      journal.scanFailed(e);
      return false;
    }
  }

  /** Deletes what is too much. */
  void sweep() {
    long now = ticker.nanos();
    if (takeBackDue && now - takeBackAt >= 0) {
      takeBackDue = false;
      ledger.takeBack();
    }
    int failures = 0;
    while (ledger.bytes() > quota && failures < MOST_FAILURES) {
      Held oldest = ledger.oldest();
      if (oldest == null) {
        journal.nothingLeft();
        break;
      }
      if (!delete(oldest, now)) {
        failures++;
      }
    }
    journal.write(now, ledger.bytes());
  }

  private boolean delete(Held segment, long now) {
    try {
      boolean byUs = store.delete(segment.key());
      ledger.gone(segment, byUs);
      if (byUs) {
        journal.deleted(segment);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      journal.failed(segment, e);
      ledger.setAside(segment);
      if (!takeBackDue) {
        takeBackDue = true;
        takeBackAt = now + RETRY.toNanos();
      }
      return false;
    }
  }

  /** What is held and what was deleted. */
  public RetentionCounters counters() {
    return ledger.counters();
  }

  @Override
  public void opened(SegmentKey segment) {
    ledger.opened(segment);
  }

  @Override
  public void grew(long bytes) {
    ledger.grew(bytes);
  }

  @Override
  public void closed(SegmentKey segment, long bytes) {
    ledger.closed(segment, bytes);
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
      if (!running.join(PATIENCE)) {
        LOG.error("retention: the disk under {} does not answer", store.root());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
