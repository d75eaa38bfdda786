package org.gatehouse.runtime.record;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for the disk so that the recorder's need not: a sync can take a second on a
 * busy disk, and meanwhile 400 rings fill. What waits is bounded; when the disk is so slow that the
 * bound is reached, the recorder waits too, its rings fill, and whole groups of pictures are
 * dropped and counted there. Thread-safe.
 */
final class DiskThreads implements Executor, AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 2048;

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  DiskThreads(Duration patience) {
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("recorder-disk-", 0).daemon(true).factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** True once all that was given is done; false if that takes longer than the patience. */
  boolean finish() throws InterruptedException {
    threads.shutdown();
    return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
