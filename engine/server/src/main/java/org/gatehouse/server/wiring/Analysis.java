package org.gatehouse.server.wiring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.server.http.HealthCheck;
import org.gatehouse.server.http.LaneView;
import org.jspecify.annotations.Nullable;

/** The analysis of gate cameras; its workers start with the first such camera. Thread-safe. */
final class Analysis implements AutoCloseable {
  private final AnalyticsPort port;
  private final EventService events;
  private final GateDesk gates;
  private final Map<CameraId, LaneCounters> counters = new ConcurrentHashMap<>();
  private volatile @Nullable AnalyticsPort running;

  /**
   * Without a worker yet.
   *
   * @param port what runs them, not started yet
   */
  Analysis(AnalyticsPort port, EventService events, GateDesk gates) {
    this.port = port;
    this.events = events;
    this.gates = gates;
  }

  /** Begins to analyse a camera whose configuration asks for it. */
  void open(CameraParts parts) {
    LaneSource source = parts.lane();
    LaneSpec lane = parts.config().lane();
    if (lane != null && source != null) {
      counters.put(parts.id(), parts.laneCounters());
      LaneSource smaller = parts.smallerLane();
      if (smaller == null) {
        running().open(lane, source);
      } else {
        running().open(lane, source, smaller);
      }
    }
  }

  private synchronized AnalyticsPort running() {
    AnalyticsPort present = running;
    if (present != null) {
      return present;
    }
    port.start(new Findings(events, gates, counters));
    running = port;
    return port;
  }

  HealthCheck health() {
    AnalyticsPort present = running;
    if (present == null) {
      return new HealthCheck("analytics", true, false, "no camera is analysed");
    }
    AnalyticsPort.Health health = present.health();
    return new HealthCheck("analytics", health.up(), false, health.detail() + behind());
  }

  /** How the lanes keep up, by camera. */
  List<LaneView> lanes() {
    return counters.entrySet().stream()
        .map(lane -> lane.getValue().load.of(lane.getKey().value()))
        .sorted(Comparator.comparing(LaneView::camera))
        .toList();
  }

  private String behind() {
    String late =
        lanes().stream()
            .filter(LaneView::behind)
            .map(lane -> "%s %.0f %%".formatted(lane.camera(), 100 * lane.skippedShare()))
            .collect(Collectors.joining(", "));
    return late.isEmpty() ? "" : "; too slow, pictures passed over: " + late;
  }

  /** Its camera is gone, or is not analysed any more. */
  void forget(CameraId camera) {
    counters.remove(camera);
  }

  @Override
  public synchronized void close() {
    AnalyticsPort present = running;
    if (present != null) {
      present.close();
    }
  }
}
