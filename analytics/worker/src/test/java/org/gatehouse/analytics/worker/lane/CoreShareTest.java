package org.gatehouse.analytics.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoreShareTest {
  private final CoreShare cores = new CoreShare(Ticker.system());
  private final CoreShare.Lane lane = cores.lane(1);

  @Test
  void begin_twoCores_worksBesideTheLaneAndTellsWhatItUsed() throws Exception {
    cores.cores(2);
    assertThat(lane.acquire(0)).isTrue();
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<String> beside = Objects.requireNonNull(lane.begin(() -> named(end)));
    assertThat(lane.<String>begin(() -> "a third")).isNull();
    end.countDown();
    assertThat(beside.join()).startsWith("spare-core");
    assertThat(lane.takeBeside()).isPositive();
    assertThat(lane.takeBeside()).isZero();
    assertThat(lane.<String>begin(() -> "again")).isNotNull();
  }

  @Test
  void begin_workFails_givesTheCoreBack() throws Exception {
    cores.cores(2);
    assertThat(lane.acquire(0)).isTrue();
    CompletableFuture<String> failing =
        Objects.requireNonNull(
            lane.begin(
                () -> {
                  throw new IllegalStateException("no");
                }));
    Assertions.assertThrows(CompletionException.class, failing::join);
    assertThat(lane.<String>begin(() -> "next")).isNotNull();
  }

  private static String named(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Thread.currentThread().getName();
  }
}
