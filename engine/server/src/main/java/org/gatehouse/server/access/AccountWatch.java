package org.gatehouse.server.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Accounts} as the store is and never holds up whoever ticks: the store may be on a
 * machine that does not answer. It is asked on a thread of its own, one question at a time; until
 * there is an answer, what is known holds. Who got a new password, be it by a command beside the
 * engine, is held off no longer. Thread-safe.
 */
public final class AccountWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AccountWatch.class);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

  private final Accounts accounts;
  private final LockOut lockOut;
  private @Nullable Thread asking;
  private boolean closed;

  /** Of the thread that asks. */
  private boolean failing;

  /** The generation of each user when they were looked at last. Of the thread that asks. */
  private final Map<String, Integer> generations = new HashMap<>();

  /** Asks nothing before the first tick. */
  public AccountWatch(Accounts accounts, LockOut lockOut) {
    this.accounts = accounts;
    this.lockOut = lockOut;
    unlockChanged();
  }

  /** Asks, unless the question before is not answered yet; to be called once a second. */
  public synchronized void tick() {
    if (!closed && (asking == null || !asking.isAlive())) {
      asking = Thread.ofVirtual().name("users").start(this::ask);
    }
  }

  private void ask() {
    try {
      accounts.refresh();
      unlockChanged();
      if (failing) {
        log.info("users and tokens are read from the store again");
      }
      failing = false;
    } catch (StorageException e) {
      if (!failing) {
        log.warn(
            "users and tokens cannot be read; those that are known hold until they can: {}",
            e.getMessage());
      }
      failing = true;
    }
  }

  private void unlockChanged() {
    for (Account account : accounts.known()) {
      Integer before = generations.put(account.name(), account.generation());
      if (before != null && account.generation() > before) {
        lockOut.unlock(account.name());
      }
    }
  }

  /** Gives up what is not answered. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = asking;
    }
    if (last != null) {
      last.interrupt();
      try {
        last.join(LAST_CHANCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
