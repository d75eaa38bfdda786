package org.gatehouse.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users of a store that does not answer. */
@Timeout(30)
class AccountWatchTest {
  private static final Secret PASSWORD = Secret.of("correct horse battery");

  /** Does not answer the thread that watches until it may; the test's own is answered. */
  private static final class Away extends MemoryAccounts {
    final AtomicInteger questions = new AtomicInteger();
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch back = new CountDownLatch(1);

    @Override
    public List<Account> accounts() {
      List<Account> found = super.accounts();
      if (Thread.currentThread().isVirtual()) {
        questions.incrementAndGet();
        asked.countDown();
        await();
      }
      return found;
    }

    private void await() {
      try {
        back.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException("given up", e);
      }
    }
  }

  private final Away store = new Away();
  private final Accounts accounts = new Accounts(store, new Passwords(), Ticker.system());
  private final LockOut lockOut = new LockOut(Ticker.system());
  private final AccountWatch watch = new AccountWatch(accounts, lockOut);

  @AfterEach
  void close() {
    store.back.countDown();
    watch.close();
  }

  private void anotherProcessAdds(String name) {
    store.add(new Account(name, null, true, new TreeMap<>(), Set.of(), 0, accounts.now()));
  }

  @Test
  void tick_storeDoesNotAnswer_isNotWaitedForAndAskedOnce() throws Exception {
    accounts.add("bob", PASSWORD, Map.of(), Set.of());
    anotherProcessAdds("carol");
    watch.tick();
    store.asked.await();
    for (int seconds = 0; seconds < 20; seconds++) {
      watch.tick();
    }
    assertThat(store.questions).hasValue(1);
    assertThat(accounts.find("bob")).isNotNull();
    assertThat(accounts.find("carol")).isNull();
    store.back.countDown();
    while (accounts.find("carol") == null) {
      watch.tick();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** What was read before a change and arrives after it does not undo it. */
  @Test
  void tick_changedHereWhileTheStoreAnswers_theChangeHolds() throws Exception {
    anotherProcessAdds("carol");
    watch.tick();
    store.asked.await();
    accounts.add("bob", PASSWORD, Map.of(), Set.of());
    store.back.countDown();
    watch.close();
    assertThat(accounts.known()).extracting(Account::name).contains("bob", "carol");
  }

  /** As {@code users reset} does, to let somebody in again who is held off. */
  @Test
  void tick_anotherProcessGaveANewPassword_theUserMayTryAgain() {
    store.back.countDown();
    accounts.add("bob", PASSWORD, Map.of(), Set.of());
    try (AccountWatch watching = new AccountWatch(accounts, lockOut)) {
      for (int i = 0; i < 5; i++) {
        lockOut.failed("bob", "10.0.0.1");
        lockOut.failed("eve", "10.0.0.1");
      }
      store.replace(store.accounts().getFirst().withPassword("another"));
      while (lockOut.begin("bob", "10.0.0.1").isPositive()) {
        watching.tick();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      assertThat(lockOut.begin("eve", "10.0.0.1").isPositive()).isTrue();
    }
  }

  @Test
  void close_storeDoesNotAnswer_givesUp() throws Exception {
    anotherProcessAdds("carol");
    watch.tick();
    store.asked.await();
    watch.close();
    watch.tick();
    assertThat(store.questions).hasValue(1);
    assertThat(accounts.find("carol")).isNull();
  }
}
