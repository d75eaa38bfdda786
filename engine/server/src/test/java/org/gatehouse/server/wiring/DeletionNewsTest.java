package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.DataDeleted;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.events.EventService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionNewsTest {
  private static final Instant LIMIT = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void forgotten_becomesAnEventWithWhatWasNeverDelivered_onlyOnce() {
    StorageProvider.Stores stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder, Ticker.system());
    List<Map<String, Long>> alarms = new ArrayList<>();
    EventService events =
        new EventService(
            "north", stores.events(), stores.snapshots(), Ticker.system(), new Random(1));
    DeletionNews news = new DeletionNews(events, alarms::add);
    news.undelivered(Map.of("a", 2L, "b", 1L));
    news.forgotten(new RetentionNote.Forgotten(LIMIT, "snapshots", LIMIT, 9));
    news.forgotten(new RetentionNote.Forgotten(LIMIT, "events", LIMIT, 7));
    news.forgotten(new RetentionNote.Forgotten(LIMIT, "events", LIMIT, 1));
    events.close();

    assertThat(alarms).containsExactly(Map.of("a", 2L, "b", 1L));
    assertThat(stores.events().after(0, 9))
        .allMatch(stored -> stored.event().camera().equals(Event.SITE))
        .extracting(stored -> stored.event().detail())
        .containsExactly(
            new DataDeleted("snapshots", LIMIT, 9, 0, "retention"),
            new DataDeleted("events", LIMIT, 7, 3, "retention"),
            new DataDeleted("events", LIMIT, 1, 0, "retention"));
    stores.events().close();
  }
}
