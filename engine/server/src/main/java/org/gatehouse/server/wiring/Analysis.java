package org.gatehouse.server.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.server.WorkerCommand;
import org.gatehouse.server.http.HealthCheck;
import org.jspecify.annotations.Nullable;

/** The analysis of gate cameras; its workers start with the first such camera. Thread-safe. */
final class Analysis implements AutoCloseable {
  private final Supplier<AnalyticsProvider> provider;
  private final Path data;
  private final EventService events;
  private final Ticker ticker;
  private final Map<CameraId, LaneCounters> counters = new ConcurrentHashMap<>();
  private volatile @Nullable AnalyticsPort port;

  Analysis(Supplier<AnalyticsProvider> provider, Path data, EventService events, Ticker ticker) {
    this.provider = provider;
    this.data = data;
    this.events = events;
    this.ticker = ticker;
  }

  /** Begins to analyse a camera whose configuration asks for it. */
  void open(CameraParts parts) {
    LaneSource source = parts.lane();
    if (parts.config().analytics() != null && source != null) {
      counters.put(parts.id(), parts.laneCounters());
      running().open(parts.config().analytics().lane(parts.id()), source);
    }
  }

  private synchronized AnalyticsPort running() {
    AnalyticsPort present = port;
    if (present != null) {
      return present;
    }
    AnalyticsPort fresh =
        provider
            .get()
            .create(
                new AnalyticsProvider.Settings(
                    WorkerCommand.of(System.getenv()).base(), RunDirectory.under(data), ticker));
    fresh.start(new Findings(events, counters));
    port = fresh;
    return fresh;
  }

  HealthCheck health() {
    AnalyticsPort present = port;
    if (present == null) {
      return new HealthCheck("analytics", true, false, "no camera is analysed");
    }
    AnalyticsPort.Health health = present.health();
    return new HealthCheck("analytics", health.up(), false, health.detail());
  }

  @Override
  public synchronized void close() {
    AnalyticsPort present = port;
    if (present != null) {
      present.close();
    }
  }
}
