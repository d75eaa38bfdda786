package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog.Backlog;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.integrations.Samples;
import org.gatehouse.runtime.events.DeliveryPolicy;
import org.gatehouse.runtime.events.Destination;
import org.gatehouse.runtime.events.EventIds;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log over the outbox and a socket to a backend that misbehaves. */
class OutboxToWebhookTest {
  private static final DeliveryPolicy QUICK =
      new DeliveryPolicy(
          Duration.ofMillis(2),
          Duration.ofMillis(50),
          Duration.ofMillis(20),
          Duration.ofMillis(30),
          64,
          5);

  @TempDir Path folder;

  private final Ticker ticker = Ticker.system();
  private final EventIds ids = new EventIds(ticker, new SecureRandom());
  private Stores stores;

  @BeforeEach
  void open() {
    stores = new LocalStorageProvider().open(folder, ticker);
  }

  @AfterEach
  void close() {
    stores.events().close();
  }

  private Outbox outbox(Receiver receiver) {
    WebhookConfig config = Hooks.config(receiver.url(), Duration.ofMillis(1500));
    EventSink sink =
        new WebhookProvider().create("backend", config, Samples.context(stores.snapshots()));
    Outbox outbox = new Outbox(stores.events(), ticker, new SecureRandom(), QUICK);
    outbox.start(Map.of("backend", Destination.of(sink)));
    return outbox;
  }

  private StoredEvent append(String camera) throws Exception {
    Instant now = Instant.now();
    java.util.UUID id = ids.next();
    Snapshot crop =
        stores
            .snapshots()
            .write(id, "crop", camera.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return stores
        .events()
        .append(
            new Event(
                id,
                "north-gate",
                new CameraId(camera),
                now,
                new EventDetail.FaceSnapshot(now, now, now),
                List.of(crop)));
  }

  private Backlog backlog() {
    return stores.events().backlog("backend");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time until the condition holds").isLessThan(deadline);
      never.await(10, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void outbox_backendThatFailsInEveryWay_acceptsEachEventOnceInOrderOfItsCamera() throws Exception {
    Moody backend = new Moody();
    try (Receiver receiver = new Receiver(backend::answer)) {
      Map<String, List<String>> appended = new HashMap<>();
      try (Outbox outbox = outbox(receiver)) {
        for (int i = 0; i < 120; i++) {
          StoredEvent stored = append("cam-" + i % 6);
          appended
              .computeIfAbsent(stored.event().camera().value(), camera -> new ArrayList<>())
              .add(stored.event().id().toString());
          outbox.wake();
        }
        await(() -> backlog().pending() == 0);
      }

      assertThat(backlog().delivered()).isEqualTo(120 - backend.refused.size());
      assertThat(backlog().parked()).isEqualTo(backend.refused.size()).isPositive();
      assertThat(backend.accepted).doesNotHaveDuplicates();
      for (List<String> ofCamera : appended.values()) {
        List<String> arrived = backend.accepted.stream().filter(ofCamera::contains).toList();
        List<String> expected =
            ofCamera.stream().filter(id -> !backend.refused.contains(id)).toList();
        assertThat(arrived).isEqualTo(expected);
      }
      assertThat(NodeVerifier.install().verify(receiver.requests()))
          .isEqualTo(receiver.requests().stream().map(Receiver.Request::id).toList());
    }
  }

  @Test
  void outbox_restartWithABacklog_deliversWhatWasOwed() throws Exception {
    try (Receiver broken = new Receiver(request -> Receiver.answer(503))) {
      try (Outbox outbox = outbox(broken)) {
        append("a");
        append("b");
        outbox.wake();
        await(() -> broken.requests().size() > 3);
        assertThat(outbox.status().getFirst().trouble()).contains("503");
      }
    }
    stores.events().close();
    open();
    try (Receiver receiver = new Receiver(request -> Receiver.answer(200));
        Outbox outbox = outbox(receiver)) {
      await(() -> backlog().pending() == 0);
      assertThat(receiver.requests()).extracting(Receiver.Request::id).hasSize(2);
      await(() -> outbox.status().getFirst().up());
    }
  }

  @Test
  void close_receiverSilent_doesNotWaitForItAndStillOwes() throws Exception {
    try (Receiver receiver = new Receiver(request -> Receiver.SILENCE)) {
      try (Outbox outbox = outbox(receiver)) {
        append("a");
        outbox.wake();
        await(() -> !receiver.requests().isEmpty());
      }
      assertThat(backlog().pending()).isEqualTo(1);
    }
  }

  /** Fails at random, but by a seed; refuses every 17th event it has not seen before for good. */
  private static final class Moody {
    private final Random random = new Random(42);
    private final Set<String> seen = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private int silences = 3;

    synchronized Receiver.Answer answer(Receiver.Request request) {
      if (seen.add(request.id()) && seen.size() % 17 == 0) {
        refused.add(request.id());
      }
      if (refused.contains(request.id())) {
        return Receiver.answer(404);
      }
      int dice = random.nextInt(100);
      if (dice < 4 && silences-- > 0) {
        return Receiver.SILENCE;
      }
      if (dice < 25) {
        return Receiver.answer(dice % 2 == 0 ? 500 : 503);
      }
      if (dice < 32) {
        return new Receiver.Answer(429, Map.of("Retry-After", "1"));
      }
      accepted.add(request.id());
      return Receiver.answer(200);
    }
  }
}
