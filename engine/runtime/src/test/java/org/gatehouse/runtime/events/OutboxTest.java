package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.runtime.events.Outbox.DestinationStatus;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir private Path folder;
  private final FakeTime time = new FakeTime();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  private static final class Taking implements EventSink {
    @Override
    public DeliveryResult deliver(StoredEvent event) {
      return new DeliveryResult.Delivered();
    }

    @Override
    public void close() {}
  }

  /** That log, which does not answer that question until it may, as of a database that is away. */
  private EventLog away(EventLog log, String question) {
    return WatchedLog.of(
        log,
        question,
        () -> {
          asked.countDown();
          answer.await();
        });
  }

  @Test
  @Timeout(30)
  void status_databaseDoesNotAnswer_holdsUpNobodyElse() throws Exception {
    EventLog log = new LocalStorageProvider().open(folder, time).events();
    try (Outbox outbox = new Outbox(away(log, "backlog"), time, new Random(1))) {
      outbox.start(Map.of("backend", Destination.of(new Taking())));
      CompletableFuture<List<DestinationStatus>> status =
          CompletableFuture.supplyAsync(outbox::status);
      asked.await();
      assertThat(outbox.conditions()).extracting(Outbox.Condition::up).containsExactly(true);
      assertThat(outbox.meter("backend").canaries()).isZero();
      outbox.wake();
      assertThat(status).isNotDone();
      answer.countDown();
      assertThat(status.join()).extracting(DestinationStatus::name).containsExactly("backend");
    } finally {
      answer.countDown();
      log.close();
    }
  }

  @Test
  @Timeout(30)
  void conditions_schedulerWaitsForTheDatabase_areToldAtOnce() throws Exception {
    EventLog log = new LocalStorageProvider().open(folder, time).events();
    try (Outbox outbox = new Outbox(away(log, "due"), time, new Random(1))) {
      outbox.start(Map.of("backend", Destination.of(new Taking())));
      asked.await();
      try {
        assertThat(CompletableFuture.supplyAsync(outbox::conditions))
            .succeedsWithin(Duration.ofSeconds(10))
            .isEqualTo(List.of(new Outbox.Condition("backend", true, null)));
      } finally {
        answer.countDown();
      }
    } finally {
      log.close();
    }
  }

  @Test
  @Timeout(30)
  void step_failsForWhateverReason_isSaidAndDeliveryGoesOnAfterwards() {
    EventLog log = new LocalStorageProvider().open(folder, time).events();
    AtomicBoolean failing = new AtomicBoolean(true);
    EventLog odd =
        WatchedLog.of(
            log,
            "due",
            () -> {
              if (failing.get()) {
                throw new IllegalStateException("bug");
              }
            });
    try (Outbox outbox = new Outbox(odd, time, new Random(1))) {
      outbox.start(Map.of("backend", Destination.of(new Taking())));
      while (outbox.conditions().getFirst().up()) {
        outbox.wake();
      }
      assertThat(outbox.conditions().getFirst().trouble()).contains("internal error", "bug");
      failing.set(false);
      time.advance(DeliveryPolicy.standard().probeEvery());
      log.append(event());
      while (log.backlog("backend").delivered() == 0) {
        outbox.wake();
      }
    } finally {
      log.close();
    }
  }

  private Event event() {
    return new Event(
        new EventIds(time, new Random(1)).next(),
        "site",
        new CameraId("a"),
        Instant.ofEpochMilli(time.epochMicros() / 1000),
        new EventDetail.CameraState("up", "test"),
        List.of());
  }
}
