package org.gatehouse.server.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraControls;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.republish.RepublishProvider;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.StreamMasker;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.alarm.AlarmDesk;
import org.gatehouse.runtime.alarm.AlarmJournal;
import org.gatehouse.runtime.alarm.AlarmLog;
import org.gatehouse.runtime.alarm.AlarmSinks;
import org.gatehouse.runtime.control.MaskKeeper;
import org.gatehouse.runtime.events.Canaries;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.runtime.footage.GapKnowledge;
import org.gatehouse.runtime.footage.VolumeFootage;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.gate.GateParts;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureFinding;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.notice.CameraNotices;
import org.gatehouse.runtime.notice.NoticeBoard;
import org.gatehouse.runtime.picture.CurrentPictures;
import org.gatehouse.runtime.picture.PictureWatch;
import org.gatehouse.runtime.record.OutageBook;
import org.gatehouse.runtime.record.RecordingDesk;
import org.gatehouse.runtime.record.VolumeAlarms;
import org.gatehouse.runtime.retention.Deletions;
import org.gatehouse.runtime.retention.Retention;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.gatehouse.runtime.supervise.CredentialBook;
import org.gatehouse.runtime.supervise.CredentialBudget;
import org.gatehouse.runtime.supervise.Lease;
import org.gatehouse.server.Installed;
import org.gatehouse.server.WorkerCommand;
import org.gatehouse.server.access.AccountWatch;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.cli.RunningEngine;
import org.gatehouse.server.cli.Version;
import org.gatehouse.server.config.ByteSize;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.DestinationConfig;
import org.gatehouse.server.config.RepublishConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.evidence.ExportParts;
import org.gatehouse.server.evidence.Exports;
import org.gatehouse.server.http.AccessParts;
import org.gatehouse.server.http.Assets;
import org.gatehouse.server.http.CameraView;
import org.gatehouse.server.http.EngineView;
import org.gatehouse.server.http.HealthCheck;
import org.gatehouse.server.http.LaneView;
import org.gatehouse.server.http.SignedLinks;
import org.gatehouse.server.http.WebServer;
import org.gatehouse.server.sitekey.SiteKey;
import org.gatehouse.server.vehicles.ListDesk;
import org.gatehouse.server.zones.ZoneDesk;
import org.jspecify.annotations.Nullable;

/**
 * The running engine of one site. Parts are started from the stores towards the cameras and closed
 * the other way round, so that nothing arrives at a part that is not there. Thread-safe once
 * started.
 */
public final class Engine implements RunningEngine, EngineView {
  private static final long CERTIFICATE_MILLIS = 60_000;

  private final SiteConfig config;
  private final Ticker ticker = Ticker.system();
  private final Instant begun = Instant.now();
  private final Started started = new Started();

  private final StorageProvider.Stores stores;
  private final AuditLog audit;
  private final AccessParts access;
  private final RunDirectory runDirectory;
  private final Footage footage;
  private final Exports exports;
  private final ZoneDesk zones;
  private final DeliveryAlarms delivery;
  private final Retention retention;
  private final RecordingDesk recorder;
  private final SignedLinks links;
  private final Outbox outbox;
  private final EventService events;
  private final Analysis analysis;
  private final CameraSupervisor supervisor;
  private final VehicleListStore vehicles;
  private final VehicleLists lists;
  private final GateStore gateStore;
  private final GateDesk gates;
  private final AlarmBoard alarms = new AlarmBoard();
  private final AlarmJournal alarmJournal;
  private final EngineMetrics metrics;
  private final PictureHealthDesk pictureHealth;
  private final PictureWatch pictures;
  private final CameraNotices notices;
  private final Onvif onvif;
  private final CurrentPictures currentPictures;
  private final Cameras cameras;
  private final WebServer web;
  private final @Nullable Republisher republisher;

  private Engine(SiteConfig config, Path file) {
    this.config = config;
    this.zones = new ZoneDesk(file, new SiteFile(), Instant::now);
    try {
      stores = openStores(config);
      Entrance entrance = new Entrance(config, ticker, started);
      audit = entrance.audit();
      alarmJournal =
          started.use(
              "alarms",
              AlarmJournal.open(
                  Installed.one(StorageProvider.class).alarms(config.data()),
                  alarms,
                  Instant.now()));
      runDirectory = started.use("run directory", RunDirectory.of(config.data()));
      footage = new VolumeFootage(stores.volumes(), gapKnowledge());
      exports = started.use("exports", openExports());
      links = SignedLinks.in(config.data(), config.server().publicUrl(), ticker);
      outbox = started.use("outbox", new Outbox(stores.events(), ticker, new SecureRandom()));
      outbox.start(Sinks.open(config.destinations(), sinkContext()));
      // Closed after the events, whose last ones are noted in it.
      gateStore =
          started.use("store of gates", Installed.one(StorageProvider.class).gates(config.data()));
      events =
          started.use(
              "events",
              new EventService(
                  config.site(), stores.events(), stores.snapshots(), ticker, new SecureRandom()));
      events.addListener(stored -> outbox.wake());
      vehicles = Installed.one(StorageProvider.class).lists(config.place());
      lists = started.use("lists", VehicleLists.open(vehicles, config.recording().zone()));
      Rings rings = started.use("rings", new Rings());
      StreamMasker masker =
          started.use("masking", Installed.one(AnalyticsProvider.class).masker(workerSettings()));
      AlarmSinks sinks = new AlarmSinks(List.of(alarms, new AlarmLog()));
      delivery = new DeliveryAlarms(ticker, sinks);
      retention = started.use("retention", startRetention(sinks));
      OutageBook outages = new OutageBook(ticker);
      recorder =
          started.use(
              "recorder",
              new RecordingDesk(
                  stores.volumes(), ticker, config.recording().sync(), retention::watch, outages));
      RecordPlans plans = new RecordPlans(config.recording().zone(), ticker);
      events.addListener(stored -> plans.event(stored.event()));
      gates =
          started.use(
              "gates",
              new GateDesk(
                  Barriers.open(config),
                  new GateParts(lists, gateStore, events::gate, sinks, ticker)));
      gates.start();
      AnalyticsPort workers =
          Installed.one(AnalyticsProvider.class)
              .create(workerSettings(), config.analytics().budget());
      analysis = started.use("analytics", new Analysis(workers, events, gates));
      CredentialBook credentials =
          started.use("login records", CredentialBook.open(stores.logins(), ids(config)));
      supervisor = CameraSupervisor.start(ticker, credentials);
      supervisor.onStream(new Outages(outages)::heard);
      metrics = started.use("metrics", new EngineMetrics());
      metrics.alarms(alarms);
      metrics.lists(lists);
      metrics.events(events, stores.events(), outbox, destinations());
      metrics.retention(retention);
      CameraNews news = new CameraNews(events);
      GateWait gates = new GateWait(() -> analytics().up(), ticker);
      KeyPictureDecoder eyes = Installed.one(AnalyticsProvider.class).keyPictures(workerSettings());
      pictureHealth = new PictureHealthDesk(ticker, sinks, this::told);
      pictures =
          started.use(
              "picture watch",
              new PictureWatch(
                  eyes,
                  ticker,
                  config.pictureHealth().every(),
                  supervisor::picture,
                  pictureHealth));
      currentPictures = new CurrentPictures(eyes, stream -> masks(stream.camera()));
      metrics.pictures(pictures, pictureHealth);
      notices =
          started.use(
              "notices",
              new CameraNotices(
                  Installed.one(NoticeFeeds.class), this::guard, new NoticeBoard(), ticker));
      notices.board().onNotice(plans::notice);
      metrics.volumes(recorder);
      onvif =
          new Onvif(
              notices,
              started.use("controls", Installed.one(CameraControls.class)),
              this::guard,
              new MaskKeeper(ticker, sinks, this::told));
      cameras =
          new Cameras(
              rings,
              masker,
              recorder,
              plans,
              analysis,
              supervisor,
              metrics,
              pictures,
              onvif,
              gates,
              news::forget);
      SecurityAlarms security = new SecurityAlarms(ticker, sinks);
      access = entrance.access(security);
      Assets assets = Assets.load(Engine.class.getClassLoader());
      web =
          started.use(
              "page",
              WebServer.start(
                  config.server().bind(),
                  config.server().port(),
                  entrance.certificate(),
                  this,
                  access,
                  assets));
      web.follow(() -> Certificates.of(config), CERTIFICATE_MILLIS);
      events.addListener(web::eventStored);
      alarms.onChange(web::alarmChanged);
      started.use("camera sessions", supervisor);
      AlarmDesk desk = new AlarmDesk(ticker, sinks);
      VolumeAlarms volumes = new VolumeAlarms(ticker, sinks);
      supervisor.everySecond(() -> volumes.look(recorder.volumes()));
      supervisor.onChange(desk::heard);
      supervisor.everySecond(desk::tick);
      supervisor.onChange(status -> changed(status, news));
      supervisor.onNotice(notices::onStream);
      supervisor.everySecond(onvif::tick);
      supervisor.everySecond(security::tick);
      supervisor.everySecond(() -> alarms.tick(Instant.now()));
      supervisor.everySecond(
          started.use("users' watch", new AccountWatch(access.accounts(), access.lockOut()))::tick);
      supervisor.everySecond(() -> delivery.look(events.trouble(), outbox.conditions()));
      Canaries canaries =
          new Canaries(events, outbox, ticker, Sinks.canaries(config.destinations()));
      supervisor.everySecond(canaries::tick);
      MaskAlarms masks = new MaskAlarms(ticker, sinks);
      supervisor.everySecond(() -> masks.look(cameras.all()));
      started.use("cameras", cameras);
      follow(config.cameras());
      republisher = republish();
      pictures.start();
      started.use("alarm sources", alarms::deafen);
      started.use(
          "site follower", new SiteFollower(file, new SiteFile(), config, this::followed).start());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a site's engine; returns when it serves.
   *
   * @param file where the configuration is from; the engine follows what changes of its cameras
   * @throws ConfigException if the configuration or the machine does not let it
   */
  public static Engine start(SiteConfig config, Path file) {
    return new Engine(config, file);
  }

  private @Nullable Republisher republish() {
    RepublishConfig wanted = config.republish();
    if (wanted == null) {
      return null;
    }
    Republishing lent = new Republishing(cameras, supervisor, audit);
    Republisher server =
        started.use(
            "republishing", lent.start(Installed.one(RepublishProvider.class), wanted, ticker));
    metrics.republishing(lent, server);
    return server;
  }

  /** The port of the RTSP server; 0 if there is none. */
  int republishPort() {
    return republisher == null ? 0 : republisher.port();
  }

  private StorageProvider.Stores openStores(SiteConfig config) {
    StorageProvider provider = Installed.one(StorageProvider.class);
    StorageProvider.Stores opened =
        provider.open(config.place(), config.recording().volumes(), ticker);
    started.use("stores", opened.events());
    return opened;
  }

  /** Of parts that are there as soon as anybody can ask. */
  private GapKnowledge gapKnowledge() {
    return new GapKnowledge() {
      @Override
      public List<RetentionMemory.Span> deleted(StreamId stream, Instant from, Instant to) {
        return retention.deleted(stream, from, to);
      }

      @Override
      public @Nullable GapCause now(StreamId stream) {
        return recorder.missing(stream);
      }
    };
  }

  private static Set<CameraId> ids(SiteConfig config) {
    return config.cameras().stream().map(CameraConfig::id).collect(Collectors.toSet());
  }

  private AnalyticsProvider.Settings workerSettings() {
    return new AnalyticsProvider.Settings(
        WorkerCommand.of(System.getenv()).base(), runDirectory.path(), ticker);
  }

  private Exports openExports() {
    ExportParts parts =
        new ExportParts(
            config.site(),
            Version.number(),
            footage,
            Installed.one(AnalyticsProvider.class).redactor(workerSettings()),
            this::masks,
            SiteKey.in(config.data()),
            ticker);
    return new Exports(config.data(), config.exports().keep(), audit, parts);
  }

  /** What nobody may see of a camera, also where the camera itself covers it. */
  private List<PictureArea> masks(CameraId camera) {
    CameraParts known = cameras.find(camera);
    return known == null ? List.of() : known.config().maskAreas();
  }

  /** One door for streams and ONVIF: who is refused there is refused here. */
  private LoginGuard guard(DeviceSpec spec) {
    return () ->
        supervisor
            .credentials(spec.camera())
            .flatMap(budget -> budget.beginBeside(spec.username(), spec.password()))
            .map(Engine::onceRecorded)
            .orElse(null);
  }

  private static CredentialBudget.Use onceRecorded(CredentialBudget.Use use) {
    use.recorded().join();
    return use;
  }

  private EventSinkProvider.Context sinkContext() {
    return new EventSinkProvider.Context(stores.snapshots(), links);
  }

  private Retention startRetention(AlarmSink sinks) {
    ByteSize reserve = config.recording().retention().reserve();
    DeletionNews news = new DeletionNews(events, delivery::undelivered);
    ListedVehicles listed = new ListedVehicles(stores.events(), lists::listed, ticker);
    Retention made =
        new Retention(
            RetentionVolumes.of(stores.volumes(), config.data(), reserve),
            RetentionPlans.of(config.recording(), config.cameras()),
            Forgetters.of(config, stores, gateStore, audit, listed, news),
            stores.retention(),
            sinks,
            ticker);
    made.onForgotten(news::forgotten);
    return made.start();
  }

  private void followed(List<CameraConfig> now) {
    audit.told("configuration.changed", "site file", Map.of("cameras", now.size()));
    follow(now);
  }

  private void follow(List<CameraConfig> now) {
    retention.plan(RetentionPlans.of(config.recording(), now));
    cameras.follow(now);
  }

  private void changed(CameraStatus status, CameraNews news) {
    CameraParts parts = cameras.find(status.id());
    if (parts != null) {
      web.cameraChanged(view(parts, status));
      news.heard(status);
    }
  }

  @Override
  public URI url() {
    return web.url();
  }

  @Override
  public @Nullable URI firstAdmin() {
    return access.firstAdmin().wanted() ? url().resolve(access.firstAdmin().fragment()) : null;
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
    return cameras.all().stream()
        .map(
            parts ->
                supervisor
                    .status(parts.id())
                    .map(status -> view(parts, status))
                    .orElseGet(() -> parts.unopened(begun)))
        .toList();
  }

  private CameraView view(CameraParts parts, CameraStatus status) {
    CameraId id = parts.id();
    @Nullable PictureFault fault =
        pictureHealth.open(id).stream()
            .map(PictureFinding::fault)
            .filter(found -> found != PictureFault.FROZEN)
            .findFirst()
            .orElse(null);
    return parts.view(status, onvif.turns(id), onvif.masked(id), fault);
  }

  /** Something but its state changed of a camera. */
  private void told(CameraId camera) {
    CameraParts parts = cameras.find(camera);
    if (parts != null) {
      supervisor.status(camera).ifPresent(status -> web.cameraChanged(view(parts, status)));
    }
  }

  @Override
  public @Nullable StreamSource live(StreamId stream) {
    return cameras.stream(stream);
  }

  @Override
  public @Nullable CameraControl control(CameraId camera) {
    CameraParts parts = cameras.find(camera);
    return parts == null ? null : onvif.control(parts.config());
  }

  @Override
  public CurrentPictures pictures() {
    return currentPictures;
  }

  @Override
  public PictureHealthDesk pictureHealth() {
    return pictureHealth;
  }

  @Override
  public boolean judgesPicture(CameraId camera) {
    return pictures.judges(camera);
  }

  @Override
  public boolean acceptPicture(CameraId camera) {
    return pictures.accept(camera);
  }

  @Override
  public boolean restart(CameraId camera) {
    boolean there = cameras.find(camera) != null;
    if (there) {
      supervisor.restart(camera);
      notices.again(camera);
    }
    return there;
  }

  @Override
  public Lease want(StreamId stream) {
    return supervisor.want(stream);
  }

  @Override
  public EventLog events() {
    return stores.events();
  }

  @Override
  public PlateReads reads() {
    return stores.reads();
  }

  @Override
  public SnapshotStore snapshots() {
    return stores.snapshots();
  }

  @Override
  public Footage footage() {
    return footage;
  }

  @Override
  public Exports exports() {
    return exports;
  }

  @Override
  public ZoneDesk zones() {
    return zones;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public Retention retention() {
    return retention;
  }

  @Override
  public GateDesk gates() {
    return gates;
  }

  @Override
  public ListDesk lists() {
    return new ListDesk(vehicles, config.recording().zone(), config.laneNames());
  }

  @Override
  public Deletions deletions() {
    return new Deletions(
        stores.events(),
        stores.snapshots(),
        gateStore::forget,
        delivery::undelivered,
        retention.recordings(),
        retention.holds(),
        ticker);
  }

  @Override
  public void deleted(EventDetail.DataDeleted detail) {
    events.deleted(detail);
  }

  @Override
  public List<String> destinations() {
    return config.destinations().stream().map(DestinationConfig::name).toList();
  }

  @Override
  public SignedLinks links() {
    return links;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public StoredEvent test(String destination) {
    return events.test(destination);
  }

  @Override
  public HealthCheck analytics() {
    return analysis.health();
  }

  @Override
  public List<LaneView> lanes() {
    return analysis.lanes();
  }

  @Override
  public List<HealthCheck> checks() {
    String trouble = events.trouble();
    long streaming = supervisor.statuses().stream().filter(CameraStatus::receiving).count();
    return List.of(
        new HealthCheck("events", trouble == null, true, trouble == null ? "stored" : trouble),
        analytics(),
        new HealthCheck(
            "cameras", true, false, streaming + " of " + cameras.all().size() + " stream"));
  }

  @Override
  public AlarmBoard alarms() {
    return alarms;
  }

  @Override
  public void keepAlarms() {
    alarmJournal.flush();
  }

  @Override
  public NoticeBoard notices() {
    return notices.board();
  }

  @Override
  public String metrics() {
    return metrics.text();
  }

  @Override
  public void close() {
    started.close();
  }
}
