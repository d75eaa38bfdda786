package org.gatehouse.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.integrations.webhook.ContentMode;
import org.gatehouse.integrations.webhook.WebhookConfig;
import org.gatehouse.integrations.webhook.WebhookProvider;
import org.gatehouse.runtime.events.Destination;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.storage.LocalStorageProvider;

/** The part of the engine that events go through, from a worker's report to a backend. */
final class SmallEngine implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Secret SECRET =
      Secret.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

  private final Stores stores;
  private final EventService events;
  private final Outbox outbox;

  SmallEngine(Path folder, URI backend) {
    Ticker ticker = Ticker.system();
    stores = new LocalStorageProvider().open(folder, ticker);
    EventSink sink =
        new WebhookProvider()
            .create(
                "backend",
                new WebhookConfig(
                    backend,
                    SECRET,
                    null,
                    ContentMode.STRUCTURED,
                    true,
                    Duration.ofSeconds(10),
                    List.of("127.0.0.1"),
                    null,
                    null,
                    null),
                new EventSinkProvider.Context(stores.snapshots(), EventFields::snapshotPath));
    outbox = new Outbox(stores.events(), ticker, new Random(2));
    outbox.start(Map.of("backend", Destination.of(sink)));
    events =
        new EventService("north-gate", stores.events(), stores.snapshots(), ticker, new Random(1));
    events.addListener(stored -> outbox.wake());
  }

  EventService events() {
    return events;
  }

  /** The event as the HTTP interface shows it. */
  static JsonNode shown(StoredEvent stored) {
    return JSON.valueToTree(EventFields.of(stored));
  }

  @Override
  public void close() {
    events.close();
    outbox.close();
    stores.events().close();
  }
}
