package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.gate.LaneHands.Pass;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.testing.MemoryLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PassesTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final ListEntry ONCE = visitor("京A55555");
  private static final ListEntry OTHER = visitor("京A55556");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final MemoryLists store = new MemoryLists();
  private final VehicleLists lists = VehicleLists.open(store, ZoneOffset.UTC);
  private final CountDownLatch answers = new CountDownLatch(1);
  private Passes passes = new Passes(lists, LONG, Duration.ofMillis(1));

  private static ListEntry visitor(String plate) {
    return new ListEntry(plate, ListKind.VISITOR, null, null, Set.of(), List.of(), null, 1);
  }

  @AfterEach
  void close() {
    answers.countDown();
    passes.close();
    lists.close();
  }

  /** The store says nothing until it {@link #answers}. */
  private void silence(Duration patience) {
    passes.close();
    passes = new Passes(lists, patience, Duration.ofMillis(1));
    store.beforeUse =
        () -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  @Test
  void use_onlyPass_isUsedByOnePassageHoweverOftenThatAsks() {
    assertThat(passes.use(ONCE, "p1", AT)).isEqualTo(Pass.USED);
    assertThat(passes.use(ONCE, "p1", AT)).isEqualTo(Pass.USED);
    assertThat(passes.use(ONCE, "p2", AT)).isEqualTo(Pass.NONE_LEFT);
  }

  @Test
  void use_storeIsSilent_isNotWaitedForAndThePassIsNotUsedTwice() {
    silence(Duration.ofMillis(50));
    assertThat(passes.use(ONCE, "p1", AT)).isEqualTo(Pass.UNKNOWN);
    assertThat(passes.use(OTHER, "p2", AT)).isEqualTo(Pass.UNKNOWN);
    answers.countDown();
    // What was under way is done late, for its passage; what had not begun is not.
    Pass third = Pass.UNKNOWN;
    for (int i = 0; i < 400 && third == Pass.UNKNOWN; i++) {
      third = passes.use(ONCE, "p3", AT);
    }
    assertThat(third).isEqualTo(Pass.NONE_LEFT);
    assertThat(store.used).doesNotContainKey(OTHER);
  }

  @Test
  void use_storeRefuses_isUnknown() {
    store.beforeUse =
        () -> {
          throw new StorageException("the server is away", new IOException("refused"));
        };
    assertThat(passes.use(ONCE, "p1", AT)).isEqualTo(Pass.UNKNOWN);
  }

  @Test
  void letIn_storeIsAway_isNotedBeforeTheNextPassageCanUseThatPass() {
    silence(LONG);
    passes.letIn(ONCE, "p1", AT);
    store.beforeUse = () -> {};
    answers.countDown();
    assertThat(passes.use(ONCE, "p2", AT)).isEqualTo(Pass.NONE_LEFT);
  }

  @Test
  void letIn_storeRefusesAtFirst_isTriedAgain() throws Exception {
    Semaphore tries = new Semaphore(0);
    store.beforeUse =
        () -> {
          tries.release();
          if (tries.availablePermits() < 3) {
            throw new StorageException("the server is away", new IOException("refused"));
          }
        };
    passes.letIn(ONCE, "p1", AT);
    assertThat(tries.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    store.beforeUse = () -> {};
    assertThat(passes.use(ONCE, "p2", AT)).isEqualTo(Pass.NONE_LEFT);
  }
}
