package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a board's alarms. What sources tell is written by a thread of its own, many changes at
 * once; whoever did something about an alarm calls {@link #flush} and then knows it stored.
 * Thread-safe.
 */
public final class AlarmJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmJournal.class);
  private static final long RETRY_MILLIS = 5_000;

  private final AlarmStore store;
  private final Object writing = new Object();
  private final Map<Long, AlarmRecord> dirty = new LinkedHashMap<>();
  private final Thread thread;
  private boolean closed;

  private AlarmJournal(AlarmStore store) {
    this.store = store;
    this.thread = Thread.ofVirtual().name("alarm journal").unstarted(this::run);
  }

  /** Gives a board what is stored, and stores from then on what changes on it. */
  public static AlarmJournal open(AlarmStore store, AlarmBoard board, Instant now) {
    AlarmJournal journal = new AlarmJournal(store);
    board.restore(store.load(), now);
    board.onChange(journal::changed);
    journal.thread.start();
    return journal;
  }

  private void changed(AlarmRecord record) {
    synchronized (dirty) {
      dirty.put(record.number(), record);
      dirty.notifyAll();
    }
  }

  /**
   * Returns when all that changed before is on disk.
   *
   * @throws StorageException if it cannot be; it is kept, and tried again
   */
  public void flush() {
    synchronized (writing) {
      List<AlarmRecord> records;
      synchronized (dirty) {
        records = List.copyOf(dirty.values());
      }
      if (records.isEmpty()) {
        return;
      }
      store.save(records, AlarmBoard.FINISHED_KEPT);
      synchronized (dirty) {
        records.forEach(record -> dirty.remove(record.number(), record));
      }
    }
  }

  private void run() {
    boolean told = false;
    while (awaitChange()) {
      try {
        flush();
        told = false;
      } catch (StorageException e) {
        if (!told) {
          LOG.warn(
              "alarms are not stored, and would be told anew after a restart: {}", e.getMessage());
          told = true;
        }
        pause();
      }
    }
  }

  /** False when it is over. */
  private boolean awaitChange() {
    synchronized (dirty) {
      try {
        while (dirty.isEmpty() && !closed) {
          dirty.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      return !closed;
    }
  }

  private void pause() {
    synchronized (dirty) {
      try {
        if (!closed) {
          dirty.wait(RETRY_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    synchronized (dirty) {
      closed = true;
      dirty.notifyAll();
    }
    try {
      thread.join();
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageException e) {
      LOG.warn("the last changes of alarms are not stored: {}", e.getMessage());
    } finally {
      store.close();
    }
  }
}
