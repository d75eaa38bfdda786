package org.gatehouse.storage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.storage.filesystem.FolderLock;
import org.gatehouse.storage.filesystem.SegmentFiles;

/**
 * A thread for each volume that finishes what a crash interrupted, and then ends. The folder's lock
 * is given back when they are gone. Thread-safe.
 */
final class Mending implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final List<Thread> threads;
  private final FolderLock lock;
  private volatile boolean wanted = true;

  Mending(List<SegmentFiles> volumes, FolderLock lock) {
    this.lock = lock;
    this.threads =
        volumes.stream()
            .map(
                volume ->
                    Thread.ofPlatform()
                        .name("mend-recordings")
                        .daemon(true)
                        .unstarted(() -> volume.mend(() -> wanted)))
            .toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  @Override
  public void close() {
    wanted = false;
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
    }
  }
}
