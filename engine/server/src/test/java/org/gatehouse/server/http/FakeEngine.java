package org.gatehouse.server.http;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.runtime.footage.VolumeFootage;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.notice.NoticeBoard;
import org.gatehouse.runtime.picture.CurrentPictures;
import org.gatehouse.runtime.retention.Deletions;
import org.gatehouse.runtime.retention.Recordings;
import org.gatehouse.runtime.retention.Retention;
import org.gatehouse.runtime.retention.RetentionPlan;
import org.gatehouse.runtime.retention.Volume;
import org.gatehouse.runtime.supervise.Lease;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.audit.MemoryAudit;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.evidence.Exports;
import org.gatehouse.server.vehicles.ListDesk;
import org.gatehouse.server.zones.ZoneDesk;
import org.jspecify.annotations.Nullable;

/** An engine without cameras on real stores. */
record FakeEngine(StorageProvider.Stores stores, List<HealthCheck> checks, @Nullable Exports given)
    implements EngineView {
  /** Without exports. */
  FakeEngine(StorageProvider.Stores stores, List<HealthCheck> checks) {
    this(stores, checks, null);
  }

  /** What was recorded and is to be deleted. */
  static final List<String> ERASED = new CopyOnWriteArrayList<>();

  /** The tests of this JVM share it: each uses cameras of its own. */
  static final AlarmBoard ALARMS = new AlarmBoard();

  /** What was found of pictures, likewise. */
  static final PictureHealthDesk HEALTH =
      new PictureHealthDesk(Ticker.system(), ALARMS, camera -> {});

  /** Likewise. */
  static final NoticeBoard NOTICES = new NoticeBoard();

  /** Streams that can be watched, likewise. */
  static final Map<StreamId, StreamSource> LIVE = new ConcurrentHashMap<>();

  /** Cameras that are listed, likewise. */
  static final List<CameraView> VIEWS = new CopyOnWriteArrayList<>();

  /** Of MJPEG only, for there is no decoder. */
  static final CurrentPictures PICTURES = new CurrentPictures(null, stream -> List.of());

  /** The site's file, for tests that read or change it. */
  static final AtomicReference<Path> SITE = new AtomicReference<>(Path.of("site.yaml"));

  /** Gate lanes, for tests that have some. */
  static final AtomicReference<GateDesk> GATES = new AtomicReference<>(GateDesk.none());

  /** Lists of vehicles, for tests that have some. */
  static final AtomicReference<VehicleListStore> LISTS =
      new AtomicReference<>(new MemoryVehicles());

  /** Streams that somebody wants now, likewise. */
  static final Set<StreamId> WANTED = ConcurrentHashMap.newKeySet();

  /** What was noted, likewise. */
  static final MemoryAudit AUDIT = new MemoryAudit();

  private static final AuditLog AUDIT_LOG = AUDIT.log();

  /** What destinations were told to be gone, likewise. */
  static final List<EventDetail.DataDeleted> DELETED = new CopyOnWriteArrayList<>();

  /** The one camera that can be restarted. */
  static final CameraId GATE = new CameraId("gate-1");

  static final AtomicInteger RESTARTS = new AtomicInteger();

  /** Pictures that were called as they should be. */
  static final AtomicInteger ACCEPTED = new AtomicInteger();

  /** What turns cameras, for tests that have some. */
  static final Map<CameraId, CameraControl> CONTROLS = new ConcurrentHashMap<>();

  @Override
  public String site() {
    return "test-site";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public List<CameraView> cameras() {
    return List.copyOf(VIEWS);
  }

  @Override
  public @Nullable StreamSource live(StreamId stream) {
    return LIVE.get(stream);
  }

  @Override
  public boolean restart(CameraId camera) {
    if (!camera.equals(GATE)) {
      return false;
    }
    RESTARTS.incrementAndGet();
    return true;
  }

  @Override
  public Lease want(StreamId stream) {
    WANTED.add(stream);
    return () -> WANTED.remove(stream);
  }

  @Override
  public @Nullable CameraControl control(CameraId camera) {
    return CONTROLS.get(camera);
  }

  @Override
  public CurrentPictures pictures() {
    return PICTURES;
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
    return new VolumeFootage(stores.volumes());
  }

  @Override
  public Exports exports() {
    return Objects.requireNonNull(given);
  }

  @Override
  public ZoneDesk zones() {
    return new ZoneDesk(SITE.get(), new SiteFile(), () -> Instant.EPOCH);
  }

  @Override
  public AuditLog audit() {
    return AUDIT_LOG;
  }

  @Override
  public Retention retention() {
    return new Retention(
        List.of(new Volume(stores.volumes().getFirst(), Volume.UNLIMITED, 0)),
        RetentionPlan.quota(Volume.UNLIMITED),
        List.of(),
        stores.retention(),
        ALARMS,
        Ticker.system());
  }

  @Override
  public GateDesk gates() {
    return GATES.get();
  }

  @Override
  public ListDesk lists() {
    return new ListDesk(LISTS.get(), ZoneOffset.UTC, Set.of("gate-1", "north"));
  }

  @Override
  public Deletions deletions() {
    return new Deletions(
        stores.events(),
        stores.snapshots(),
        plate -> {},
        undelivered -> {},
        (camera, from, to) -> {
          ERASED.add(camera + " " + from + " " + to);
          return CompletableFuture.completedFuture(new Recordings.Erased(3, 1));
        },
        retention().holds(),
        Ticker.system());
  }

  @Override
  public void deleted(EventDetail.DataDeleted detail) {
    DELETED.add(detail);
  }

  @Override
  public List<String> destinations() {
    return List.of("backend");
  }

  @Override
  public SignedLinks links() {
    return new SignedLinks(new byte[32], null, Ticker.system());
  }

  @Override
  public Outbox outbox() {
    return new Outbox(stores.events(), Ticker.system(), new Random(1));
  }

  @Override
  public StoredEvent test(String destination) {
    EventDetail detail = new EventDetail.DeliveryTest(destination, false);
    UUID id = new UUID(0x7000, Long.MIN_VALUE);
    return stores
        .events()
        .append(new Event(id, site(), Event.SITE, Instant.EPOCH, detail, List.of()));
  }

  @Override
  public HealthCheck analytics() {
    return new HealthCheck("analytics", true, false, "fine");
  }

  @Override
  public List<LaneView> lanes() {
    return List.of(new LaneView("gate-1", 30, 70, true));
  }

  @Override
  public AlarmBoard alarms() {
    return ALARMS;
  }

  @Override
  public void keepAlarms() {}

  @Override
  public PictureHealthDesk pictureHealth() {
    return HEALTH;
  }

  @Override
  public boolean judgesPicture(CameraId camera) {
    return camera.equals(GATE);
  }

  @Override
  public boolean acceptPicture(CameraId camera) {
    ACCEPTED.incrementAndGet();
    return judgesPicture(camera);
  }

  @Override
  public NoticeBoard notices() {
    return NOTICES;
  }

  @Override
  public String metrics() {
    return "gatehouse_test 1\n";
  }
}
