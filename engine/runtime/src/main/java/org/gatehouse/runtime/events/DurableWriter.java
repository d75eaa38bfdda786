package org.gatehouse.runtime.events;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.UnstorableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps trying until storage takes what it is given: callers wait, and nothing is dropped but what
 * storage can never take. Thread-safe.
 */
final class DurableWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DurableWriter.class);

  private final Duration pause;
  private final Runnable onRetry;
  private final Runnable onRefusal;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable String trouble;

  /**
   * With its rhythm.
   *
   * @param pause time between attempts
   * @param onRetry runs before each attempt but the first
   * @param onRefusal runs when something can never be stored
   */
  DurableWriter(Duration pause, Runnable onRetry, Runnable onRefusal) {
    this.pause = pause;
    this.onRetry = onRetry;
    this.onRefusal = onRefusal;
  }

  /** Why storage does not take anything at the moment, in one line; null if it does. */
  @Nullable String trouble() {
    return trouble;
  }

  /**
   * Runs {@code store} until it succeeds.
   *
   * @throws UnstorableException if it never will
   * @throws StorageException if this writer is closed meanwhile
   */
  <T> T write(Storing<T> store) {
    while (true) {
      try {
        T stored = store.run();
        recovered();
        return stored;
      } catch (UnstorableException e) {
        log.error("an event is left out: {}", e.getMessage());
        onRefusal.run();
        throw e;
      } catch (IOException | StorageException e) {
        report(e);
        waitOrGiveUp(e);
        onRetry.run();
      }
    }
  }

  /** Lets waiting callers go with the failure that they saw last. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void waitOrGiveUp(Exception failure) {
    boolean ending;
    try {
      ending = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending = true;
    }
    if (ending) {
      throw new StorageException(
          "the engine stops, and an event could not be stored: " + failure.getMessage(), failure);
    }
  }

  private synchronized void report(Exception e) {
    String seen = String.valueOf(e.getMessage());
    if (!seen.equals(trouble)) {
      log.error("events wait, and go on by themselves once this is mended: {}", seen);
      trouble = seen;
    }
  }

  private synchronized void recovered() {
    if (trouble != null) {
      log.info("events are stored again");
      trouble = null;
    }
  }

  /** One attempt to store something. */
  @FunctionalInterface
  interface Storing<T> {
    T run() throws IOException;
  }
}
