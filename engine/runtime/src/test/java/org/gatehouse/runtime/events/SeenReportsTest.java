package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SeenReportsTest {
  private static final UUID REPORT = new UUID(1, 2);

  private final SeenReports seen = new SeenReports();
  private final List<Boolean> durable = new ArrayList<>();

  private static StoredEvent event(long sequence) {
    return new StoredEvent(
        sequence,
        new Event(
            REPORT,
            "site",
            new CameraId("gate"),
            Instant.EPOCH,
            new EventDetail.CameraState("up", ""),
            List.of()));
  }

  private StoredEvent tell(long sequence) {
    return seen.once(
        REPORT,
        before -> {
          durable.add(before);
          return event(sequence);
        },
        () -> {
          throw new AssertionError("nobody else tells it");
        });
  }

  @Test
  void once_toldAgainLater_isLookedUpAsDurableAndNotKept() {
    tell(1);
    StoredEvent again = tell(1);
    assertThat(durable).containsExactly(false, true);
    assertThat(again).isEqualTo(event(1));
  }

  @Test
  void once_failedBefore_isMadeAnew() {
    assertThatThrownBy(
            () ->
                seen.once(
                    REPORT,
                    before -> {
                      throw new IllegalStateException("disk full");
                    },
                    () -> {}))
        .hasMessage("disk full");
    assertThat(tell(3)).isEqualTo(event(3));
    assertThat(durable).containsExactly(false);
  }

  @Test
  void once_toldWhileItIsMade_waitsForThatEvent() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch repeated = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<StoredEvent> first =
          threads.submit(
              () ->
                  seen.once(
                      REPORT,
                      before -> {
                        begun.countDown();
                        awaitQuietly(repeated);
                        return event(5);
                      },
                      () -> {}));
      begun.await();
      StoredEvent second =
          seen.once(
              REPORT,
              before -> {
                throw new AssertionError("made twice");
              },
              repeated::countDown);
      assertThat(second).isSameAs(first.get());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
