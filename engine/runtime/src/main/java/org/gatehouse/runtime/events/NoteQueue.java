package org.gatehouse.runtime.events;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.UnstorableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records camera states and gaps on a virtual thread of its own, because those who report them must
 * not wait for a disk. Bounded: what does not fit is left out and counted. Thread-safe.
 */
final class NoteQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NoteQueue.class);
  private static final int BOUND = 1024;
  private static final Duration LAST_CHANCE = Duration.ofSeconds(5);

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(BOUND);
  private final Runnable end = this::ended;
  private final Runnable onDrop;
  private final Thread thread;

  NoteQueue(Runnable onDrop) {
    this.onDrop = onDrop;
    thread = Thread.ofVirtual().name("event-notes").start(this::loop);
  }

  void add(Runnable note) {
    if (!queue.offer(note)) {
      onDrop.run();
    }
  }

  /** Finishes what is queued, within a few seconds. */
  @Override
  public void close() {
    try {
      if (!queue.offer(end) || !thread.join(LAST_CHANCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      for (Runnable note = queue.take(); note != end; note = queue.take()) {
        record(note);
      }
    } catch (InterruptedException e) {
      log.warn("{} camera states and gaps were not recorded", queue.size());
    }
  }

  private void ended() {
    log.debug("camera states and gaps: all recorded");
  }

  private void record(Runnable note) {
    try {
      note.run();
    } catch (UnstorableException e) {
      log.debug("it is counted and logged already", e);
    } catch (StorageException e) {
      onDrop.run();
      log.warn("a camera state or gap was not recorded: {}", e.getMessage());
    } catch (RuntimeException e) {
      onDrop.run();
      log.error("a camera state or gap was not recorded", e);
    }
  }
}
