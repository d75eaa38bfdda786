package org.gatehouse.analytics.worker.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gatehouse.analytics.worker.passage.SpareCore;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Has the lanes of this worker share the cores that the engine gave it. Thread-safe. */
public final class CoreShare {
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CorePolicy policy = new CorePolicy();
  private final int all = Runtime.getRuntime().availableProcessors();

  /** Used on spare cores only; they end when none was spare for a while. */
  private final Executor helpers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("spare-core-", 0).factory());

  /** Without a limit so far. */
  public CoreShare(Ticker ticker) {
    this.ticker = ticker;
  }

  /** So many from now on; 0: as many as there are. */
  public void cores(double cores) {
    lock.lock();
    try {
      policy.cores(cores, ticker.nanos());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A lane's part in it. */
  public Lane lane(int weight) {
    lock.lock();
    try {
      return new Lane(policy.join(weight));
    } finally {
      lock.unlock();
    }
  }

  /** One lane's part; used by its thread, which others may help. */
  public final class Lane implements SpareCore {
    private final CorePolicy.Account account;
    private final AtomicLong besideNanos = new AtomicLong();

    private Lane(CorePolicy.Account account) {
      this.account = account;
    }

    /** Waits for its turn, but not longer than that; true obliges to call {@link #done}. */
    boolean acquire(long nanos) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        policy.wants(account);
        long deadline = ticker.nanos() + nanos;
        long now = ticker.nanos();
        while (!policy.grant(account, now)) {
          long left = deadline - now;
          if (left <= 0) {
            return false;
          }
          changed.awaitNanos(Math.min(left, policy.nanosUntilBalance(now)));
          now = ticker.nanos();
        }
        return true;
      } finally {
        policy.givesUp(account);
        changed.signalAll();
        lock.unlock();
      }
    }

    @Override
    public <T> @Nullable CompletableFuture<T> begin(Supplier<T> work) {
      lock.lock();
      try {
        if (!policy.grantSpare(all, ticker.nanos())) {
          return null;
        }
      } finally {
        lock.unlock();
      }
      return CompletableFuture.supplyAsync(() -> beside(work), helpers);
    }

    private <T> T beside(Supplier<T> work) {
      long before = LaneTally.cpuNanos();
      try {
        return work.get();
      } finally {
        long used = LaneTally.cpuNanos() - before;
        besideNanos.addAndGet(used);
        done(used);
      }
    }

    /** What was used on spare cores since this was asked last. */
    long takeBeside() {
      return besideNanos.getAndSet(0);
    }

    /** It is done, and has used so much. */
    void done(long cpuNanos) {
      lock.lock();
      try {
        policy.done();
        policy.charge(account, cpuNanos);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** It has used so much without having waited for it: decoding cannot wait. */
    void charge(long cpuNanos) {
      lock.lock();
      try {
        policy.charge(account, cpuNanos);
      } finally {
        lock.unlock();
      }
    }

    /** Whether to decode key pictures only. */
    boolean isStarved() {
      lock.lock();
      try {
        return policy.isStarved(account, ticker.nanos());
      } finally {
        lock.unlock();
      }
    }

    /** For how long it is worth to wait: what was to be looked at is old then. */
    static long patience() {
      return TimeUnit.MILLISECONDS.toNanos(60);
    }
  }
}
