package org.gatehouse.server.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.alarm.AlarmDesk;
import org.gatehouse.runtime.alarm.AlarmLog;
import org.gatehouse.runtime.alarm.AlarmSinks;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.runtime.record.Recorder;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.gatehouse.server.WorkerCommand;
import org.gatehouse.server.cli.RunningEngine;
import org.gatehouse.server.cli.Version;
import org.gatehouse.server.config.DestinationConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.http.Access;
import org.gatehouse.server.http.Assets;
import org.gatehouse.server.http.CameraView;
import org.gatehouse.server.http.EngineView;
import org.gatehouse.server.http.HealthCheck;
import org.gatehouse.server.http.WebServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running engine of one site. Parts are started from the stores towards the cameras and closed
 * the other way round, so that nothing arrives at a part that is not there. Thread-safe once
 * started.
 */
public final class Engine implements RunningEngine, EngineView {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** Shared by all rings; the budget gives each stream its part. */
  private static final long RINGS_BYTES = 512L << 20;

  private final SiteConfig config;
  private final Ticker ticker = Ticker.system();
  private final Instant begun = Instant.now();
  private final Deque<Part> started = new ArrayDeque<>();

  private final StorageProvider.Stores stores;
  private final Map<CameraId, CameraParts> cameras;
  private final EventService events;
  private final Recorder recorder;
  private final @Nullable AnalyticsPort analytics;
  private final CameraSupervisor supervisor;
  private final AlarmBoard alarms = new AlarmBoard();
  private final EngineMetrics metrics;
  private final WebServer web;

  private record Part(String name, AutoCloseable part) {}

  private Engine(SiteConfig config) {
    this.config = config;
    try {
      stores = openStores(config.data());
      Outbox outbox = use("outbox", new Outbox(stores.events(), ticker, new SecureRandom()));
      outbox.start(Sinks.open(config.destinations(), sinkContext()));
      events =
          use(
              "events",
              new EventService(
                  config.site(), stores.events(), stores.snapshots(), ticker, new SecureRandom()));
      events.addListener(stored -> outbox.wake());
      cameras = CameraParts.of(config.cameras(), new RingBudget(RINGS_BYTES));
      use("rings", () -> cameras.values().forEach(parts -> parts.ring().close()));
      recorder = use("recorder", new Recorder(stores.segments(), ticker));
      analytics = startAnalytics();
      supervisor = CameraSupervisor.start(ticker);
      metrics = use("metrics", newMetrics());
      Access access = new Access(config.server().accessToken(), ticker);
      Assets assets = Assets.load(Engine.class.getClassLoader());
      web =
          use(
              "page",
              WebServer.start(
                  config.server().bind(), config.server().port(), this, access, assets));
      events.addListener(web::eventStored);
      use("cameras", supervisor);
      startCameras();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a site's engine; returns when it serves.
   *
   * @throws ConfigException if the configuration or the machine does not let it
   */
  public static Engine start(SiteConfig config) {
    return new Engine(config);
  }

  private <T extends AutoCloseable> T use(String name, T part) {
    started.push(new Part(name, part));
    return part;
  }

  private StorageProvider.Stores openStores(Path data) {
    StorageProvider provider = plugin(StorageProvider.class);
    StorageProvider.Stores opened = provider.open(data, ticker);
    use("stores", opened.events());
    return opened;
  }

  private EventSinkProvider.Context sinkContext() {
    return new EventSinkProvider.Context(stores.snapshots(), config.server().publicUrl());
  }

  private @Nullable AnalyticsPort startAnalytics() {
    List<LaneSpec> lanes = lanes();
    if (lanes.isEmpty()) {
      return null;
    }
    List<String> command = WorkerCommand.of(System.getenv()).base();
    AnalyticsPort port =
        use(
            "analytics",
            plugin(AnalyticsProvider.class)
                .create(
                    new AnalyticsProvider.Settings(
                        command, RunDirectory.under(config.data()), ticker)));
    Map<CameraId, LaneCounters> counters = new HashMap<>();
    cameras.forEach((id, parts) -> counters.put(id, parts.lane()));
    port.start(new Findings(events, counters));
    lanes.forEach(lane -> port.open(lane, parts(lane.stream().camera()).ring()));
    return port;
  }

  private List<LaneSpec> lanes() {
    List<LaneSpec> lanes = new ArrayList<>();
    for (CameraParts parts : cameras.values()) {
      if (parts.config().analytics() != null) {
        lanes.add(parts.config().analytics().lane(parts.id()));
      }
    }
    return lanes;
  }

  private EngineMetrics newMetrics() {
    EngineMetrics fresh = new EngineMetrics();
    cameras.values().forEach(parts -> fresh.camera(parts, supervisor, recorder));
    fresh.alarms(alarms);
    fresh.events(events, stores.events(), destinations());
    return fresh;
  }

  private void startCameras() {
    AlarmDesk desk = new AlarmDesk(ticker, new AlarmSinks(List.of(alarms, new AlarmLog())));
    supervisor.onChange(desk::heard);
    supervisor.everySecond(desk::tick);
    CameraNews news = new CameraNews(events);
    supervisor.onChange(
        status -> {
          web.cameraChanged(parts(status.id()).view(status));
          news.heard(status);
        });
    for (CameraParts parts : cameras.values()) {
      if (parts.recorded()) {
        recorder.add(parts.ring());
      }
    }
    use(
        "gate cameras",
        new CameraStart(cameras.values(), supervisor, () -> analytics().up(), ticker));
  }

  private static <T> T plugin(Class<T> port) {
    return ServiceLoader.load(port)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "no "
                        + port.getSimpleName()
                        + " is on the class path: the installation is incomplete; build it again"));
  }

  private CameraParts parts(CameraId id) {
    return Objects.requireNonNull(cameras.get(id), () -> "no camera " + id);
  }

  @Override
  public URI url() {
    return web.url();
  }

  @Override
  public String site() {
    return config.site();
  }

  @Override
  public String version() {
    return Version.number();
  }

  @Override
  public List<CameraView> cameras() {
    return cameras.values().stream()
        .map(
            parts ->
                supervisor
                    .status(parts.id())
                    .map(parts::view)
                    .orElseGet(() -> parts.unopened(begun)))
        .toList();
  }

  @Override
  public @Nullable StreamSource live(CameraId camera) {
    CameraParts parts = cameras.get(camera);
    return parts == null ? null : parts.ring();
  }

  @Override
  public EventLog events() {
    return stores.events();
  }

  @Override
  public SnapshotStore snapshots() {
    return stores.snapshots();
  }

  @Override
  public SegmentStore segments() {
    return stores.segments();
  }

  @Override
  public List<String> destinations() {
    return config.destinations().stream().map(DestinationConfig::name).toList();
  }

  @Override
  public HealthCheck analytics() {
    if (analytics == null) {
      return new HealthCheck("analytics", true, false, "no camera is analysed");
    }
    AnalyticsPort.Health health = analytics.health();
    return new HealthCheck("analytics", health.up(), false, health.detail());
  }

  @Override
  public List<HealthCheck> checks() {
    String trouble = events.trouble();
    long streaming = supervisor.statuses().stream().filter(CameraStatus::receiving).count();
    return List.of(
        new HealthCheck("events", trouble == null, true, trouble == null ? "stored" : trouble),
        analytics(),
        new HealthCheck("cameras", true, false, streaming + " of " + cameras.size() + " stream"));
  }

  @Override
  public AlarmBoard alarms() {
    return alarms;
  }

  @Override
  public String metrics() {
    return metrics.text();
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.part().close();
      } catch (Exception e) {
        log.error("closing {} failed", part.name(), e);
      }
    }
  }
}
