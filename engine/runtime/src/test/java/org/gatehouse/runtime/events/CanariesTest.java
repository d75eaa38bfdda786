package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanariesTest {
  @TempDir private Path folder;

  private final FakeTime time = new FakeTime();
  private final BlockingQueue<StoredEvent> received = new LinkedBlockingQueue<>();
  private final Semaphore answers = new Semaphore(0);

  /** Takes an event, and answers when told. */
  private final EventSink sink =
      new EventSink() {
        @Override
        public DeliveryResult deliver(StoredEvent event) throws InterruptedException {
          received.add(event);
          answers.acquire();
          return new DeliveryResult.Delivered();
        }

        @Override
        public void close() {}
      };

  private StoredEvent next() throws InterruptedException {
    StoredEvent next = received.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("a canary within a minute").isNotNull();
    return next;
  }

  @Test
  void tick_sendsOneAtATime_andTheNextWhenItArrivedAndItsTimeHasCome() throws Exception {
    Stores stores = new LocalStorageProvider().open(folder, time);
    try (Outbox outbox = new Outbox(stores.events(), time, new Random(1));
        EventService events =
            new EventService("site", stores.events(), stores.snapshots(), time, new Random(2))) {
      events.addListener(stored -> outbox.wake());
      outbox.start(Map.of("backend", Destination.of(sink)));
      Canaries canaries =
          new Canaries(events, outbox, time, Map.of("backend", Duration.ofMinutes(1)));

      canaries.tick();
      assertThat(next().event().detail()).isEqualTo(new EventDetail.DeliveryTest("backend", true));
      time.advance(TimeUnit.MINUTES.toNanos(5));
      canaries.tick();
      answers.release();
      while (outbox.meter("backend").canaries() < 1) {
        Thread.onSpinWait();
      }
      assertThat(stores.events().after(0, 9)).hasSize(1);
      canaries.tick();
      next();
      answers.release();
      while (outbox.meter("backend").canaries() < 2) {
        Thread.onSpinWait();
      }
      canaries.tick();
    }
    assertThat(stores.events().after(0, 9)).hasSize(2);
    assertThat(List.copyOf(received)).isEmpty();
    stores.events().close();
  }

  @Test
  void tick_oneThatNeverArrives_isGivenUpAfterTenIntervals() throws Exception {
    Stores stores = new LocalStorageProvider().open(folder, time);
    BlockingQueue<StoredEvent> refused = new LinkedBlockingQueue<>();
    EventSink refusing =
        new EventSink() {
          @Override
          public DeliveryResult deliver(StoredEvent event) {
            refused.add(event);
            return new DeliveryResult.Rejected("not found");
          }

          @Override
          public void close() {}
        };
    try (Outbox outbox = new Outbox(stores.events(), time, new Random(1));
        EventService events =
            new EventService("site", stores.events(), stores.snapshots(), time, new Random(2))) {
      events.addListener(stored -> outbox.wake());
      outbox.start(Map.of("backend", Destination.of(refusing)));
      Canaries canaries =
          new Canaries(events, outbox, time, Map.of("backend", Duration.ofMinutes(1)));
      canaries.tick();
      assertThat(refused.poll(60, TimeUnit.SECONDS)).isNotNull();
      time.advance(TimeUnit.MINUTES.toNanos(9));
      canaries.tick();
      assertThat(stores.events().after(0, 9)).hasSize(1);
      time.advance(TimeUnit.MINUTES.toNanos(1));
      canaries.tick();
      assertThat(refused.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
    stores.events().close();
  }
}
