package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
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

  /** That log, which does not say what is owed until it may, as of a database that is away. */
  private EventLog away(EventLog log) {
    return (EventLog)
        Proxy.newProxyInstance(
            EventLog.class.getClassLoader(),
            new Class<?>[] {EventLog.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("backlog")) {
                asked.countDown();
                answer.await();
              }
              return method.invoke(log, arguments);
            });
  }

  @Test
  @Timeout(30)
  void status_databaseDoesNotAnswer_holdsUpNobodyElse() throws Exception {
    EventLog log = new LocalStorageProvider().open(folder, time).events();
    try (Outbox outbox = new Outbox(away(log), time, new Random(1))) {
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
}
