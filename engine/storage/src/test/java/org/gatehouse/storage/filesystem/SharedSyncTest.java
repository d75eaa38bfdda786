package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks waits for a sync that began after it asked, and no longer. */
final class SharedSyncTest {
  private static final Path DAY = Path.of("/snapshots/2026/05/04");

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final SlowDisk disk = new SlowDisk();
  private final SharedSync shared = new SharedSync(disk);

  @AfterEach
  void end() {
    disk.mayEnd.release(100);
    callers.shutdownNow();
  }

  @Test
  void sync_manyWhileOneIsUnderWay_waitForOneMoreThatTheyShare() throws Exception {
    Future<?> first = ask(DAY);
    disk.began.acquire();
    List<Future<?>> later = new ArrayList<>();
    CountDownLatch asked = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      later.add(
          callers.submit(
              () -> {
                asked.countDown();
                shared.sync(DAY);
                return null;
              }));
    }
    asked.await();
    disk.mayEnd.release();
    first.get();

    disk.began.acquire();
    assertThat(later).as("the one before began too early for them").noneMatch(Future::isDone);
    // Any of them that came only now needs one more.
    disk.mayEnd.release(20);
    for (Future<?> each : later) {
      each.get();
    }
    assertThat(disk.syncs.get()).as("syncs for 21 callers").isBetween(2, 4);
  }

  @Test
  void sync_anotherFolder_doesNotWait() throws Exception {
    Future<?> first = ask(DAY);
    disk.began.acquire();
    Future<?> other = ask(DAY.resolveSibling("05"));

    disk.began.acquire();
    assertThat(first.isDone()).isFalse();
    disk.mayEnd.release(2);
    first.get();
    other.get();
  }

  @Test
  void sync_failed_isToldToItsCallersAndTheNextOneTriesAnew() throws Exception {
    disk.failure = new IOException("input/output error");
    disk.mayEnd.release();
    assertThatThrownBy(() -> ask(DAY).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("input/output error");

    disk.failure = null;
    disk.mayEnd.release();
    ask(DAY).get();
    assertThat(disk.syncs.get()).isEqualTo(2);
  }

  private Future<?> ask(Path folder) {
    return callers.submit(
        () -> {
          shared.sync(folder);
          return null;
        });
  }

  /** Ends a sync when the test lets it. */
  private static final class SlowDisk implements FolderNames.FolderSync {
    private final Semaphore began = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger syncs = new AtomicInteger();
    private volatile @Nullable IOException failure;

    @Override
    public void sync(Path folder) throws IOException {
      syncs.incrementAndGet();
      began.release();
      mayEnd.acquireUninterruptibly();
      IOException error = failure;
      if (error != null) {
        throw error;
      }
    }
  }
}
