package org.gatehouse.runtime.events;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.jspecify.annotations.Nullable;

/**
 * Makes durable events of what is reported: pictures first, then the row, then listeners hear of
 * it. While storage refuses (disk full), {@link #passage} and {@link #face} wait and try again.
 * Thread-safe.
 */
public final class EventService implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String site;
  private final EventLog log;
  private final SnapshotStore snapshots;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final EventIds ids;
  private final Announcer announcer;
  private final DurableWriter writer;
  private final NoteQueue notes;
  private final SeenReports seen = new SeenReports();

  /** When this run began, by the wall clock. */
  private final long begunMicros;

  private final Map<EventCounter, LongAdder> counters = new EnumMap<>(EventCounter.class);

  /**
   * A service that writes into those stores; it closes neither.
   *
   * @param random a secure one: event ids come from it
   */
  public EventService(
      String site, EventLog log, SnapshotStore snapshots, Ticker ticker, RandomGenerator random) {
    this(site, log, snapshots, ticker, random, PAUSE);
  }

  EventService(
      String site,
      EventLog log,
      SnapshotStore snapshots,
      Ticker ticker,
      RandomGenerator random,
      Duration pause) {
    this.site = site;
    this.log = log;
    this.snapshots = snapshots;
    this.ticker = ticker;
    this.random = random;
    begunMicros = ticker.epochMicros();
    for (EventCounter counter : EventCounter.values()) {
      counters.put(counter, new LongAdder());
    }
    ids = new EventIds(ticker, random);
    announcer = new Announcer(log);
    writer =
        new DurableWriter(
            pause, () -> count(EventCounter.STORAGE_RETRIES), () -> count(EventCounter.UNSTORABLE));
    notes = new NoteQueue(() -> count(EventCounter.NOTES_DROPPED));
  }

  /**
   * Adds a listener that hears of every event recorded from now on, in the order of the log, once
   * it is durable. It must be quick: the reporter waits for it.
   */
  public void addListener(Consumer<StoredEvent> listener) {
    announcer.add(listener);
  }

  /**
   * Records what is known of a passage; returns when it is durable. A report told twice gives the
   * same event.
   *
   * @throws org.gatehouse.contract.storage.UnstorableException if it can never be stored, which is
   *     logged and counted; so do the other reports
   */
  public StoredEvent passage(PassageReport report) {
    EventCounter counter =
        switch (report.stage()) {
          case DECIDED -> EventCounter.DECISIONS;
          case FINALIZED -> EventCounter.PASSAGES;
        };
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    pictures.put("crop", report.cropJpeg());
    pictures.put("scene", report.sceneJpeg());
    return once(
        id(report.stream(), report.findingId(), report.startMicros()),
        report.decidedMicros(),
        id ->
            record(
                id,
                report.stream().camera(),
                time(report.decidedMicros()),
                detail(report),
                pictures,
                counter));
  }

  private static EventDetail detail(PassageReport report) {
    return switch (report.stage()) {
      case DECIDED ->
          new EventDetail.PassageDecided(
              report.passageId(),
              time(report.startMicros()),
              time(report.decidedMicros()),
              report.plate(),
              report.direction());
      case FINALIZED ->
          new EventDetail.PassageFinalized(
              report.passageId(),
              time(report.startMicros()),
              time(report.decidedMicros()),
              time(report.endMicros()),
              report.plate(),
              report.direction());
    };
  }

  /**
   * Records a vehicle whose plate was not read; returns when it is durable. A report told twice
   * gives the same event.
   */
  public StoredEvent noRead(NoReadReport report) {
    Instant ended = time(report.endMicros());
    EventDetail detail =
        new EventDetail.PassageNoRead(
            report.passageId(), time(report.startMicros()), ended, report.box());
    Map<String, byte[]> pictures = Map.of("scene", report.sceneJpeg());
    return once(
        id(report.stream(), report.findingId(), report.startMicros()),
        report.endMicros(),
        id -> record(id, report.stream().camera(), ended, detail, pictures, EventCounter.NO_READS));
  }

  /**
   * Records a face snapshot; returns when it is durable. A report told twice gives the same event.
   */
  public StoredEvent face(FaceReport report) {
    Instant captured = time(report.capturedMicros());
    EventDetail detail =
        new EventDetail.FaceSnapshot(
            time(report.startMicros()), captured, time(report.endMicros()));
    Map<String, byte[]> pictures = Map.of("crop", UniqueJpeg.of(report.cropJpeg(), random));
    return once(
        id(report.stream(), report.trackId(), report.startMicros()),
        report.capturedMicros(),
        id -> record(id, report.stream().camera(), captured, detail, pictures, EventCounter.FACES));
  }

  /**
   * Notes that a camera came up or went down. Returns at once; recorded in the order of the calls.
   *
   * @param reason one line for a person, without secrets
   */
  public void cameraState(CameraId camera, boolean up, String reason) {
    Instant now = time(ticker.epochMicros());
    EventDetail detail = new EventDetail.CameraState(up ? "up" : "down", reason);
    notes.add(() -> record(ids.next(), camera, now, detail, Map.of(), EventCounter.CAMERA_STATES));
  }

  /** Notes that a lane was not analysed for a while. Returns at once. */
  public void gap(StreamId stream, long fromMicros, long toMicros, String cause) {
    EventDetail detail = new EventDetail.AnalyticsGap(time(fromMicros), time(toMicros), cause);
    Instant ended = time(toMicros);
    notes.add(
        () -> record(ids.next(), stream.camera(), ended, detail, Map.of(), EventCounter.GAPS));
  }

  /** Records an event that shows that events reach a destination; returns when it is durable. */
  public StoredEvent test(String destination) {
    return site(new EventDetail.DeliveryTest(destination, false), EventCounter.DELIVERY_TESTS);
  }

  /** Notes the same, sent by itself. Returns at once. */
  void canary(String destination) {
    EventDetail detail = new EventDetail.DeliveryTest(destination, true);
    notes.add(() -> site(detail, EventCounter.CANARIES));
  }

  /** Notes that data was deleted. Returns at once. */
  public void deleted(EventDetail.DataDeleted detail) {
    notes.add(() -> site(detail, EventCounter.DELETIONS));
  }

  /**
   * Notes what a gate decided or did. Returns at once; recorded in the order of the calls. What
   * became of an order is one event, however often it is told, also by an engine before this one.
   *
   * @param durable runs once it is on disk
   */
  public void gate(CameraId camera, EventDetail detail, Runnable durable) {
    Instant now = time(ticker.epochMicros());
    notes.add(
        () -> {
          if (detail instanceof EventDetail.GateCommanded command) {
            commanded(camera, command);
          } else {
            record(ids.next(), camera, now, detail, Map.of(), EventCounter.GATE_EVENTS);
          }
          durable.run();
        });
  }

  private void commanded(CameraId camera, EventDetail.GateCommanded command) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, command.decidedAt());
    once(
        ReportIds.of(site, "gate", command.commandId(), micros),
        micros,
        id -> record(id, camera, command.endedAt(), command, Map.of(), EventCounter.GATE_EVENTS));
  }

  private StoredEvent site(EventDetail detail, EventCounter counter) {
    return record(ids.next(), Event.SITE, time(ticker.epochMicros()), detail, Map.of(), counter);
  }

  /** How often that has happened since the start. */
  public long counted(EventCounter counter) {
    return adder(counter).sum();
  }

  /** Why storage takes no events at the moment, in one line; null if it does. */
  public @Nullable String trouble() {
    return writer.trouble();
  }

  /** Records the notes that are queued; reporters that wait for storage are let go. */
  @Override
  public void close() {
    if (writer.trouble() != null) {
      writer.close();
    }
    notes.close();
    writer.close();
  }

  private UUID id(StreamId stream, String name, long startMicros) {
    return ReportIds.of(site, stream.toString(), name, startMicros);
  }

  /**
   * Of reports told again some are remembered, and the events of all are in the log: it is asked
   * for those, and for what happened before this run, which an engine that crashed may have
   * recorded, so that their pictures stay as they were.
   */
  private StoredEvent once(UUID id, long micros, Function<UUID, StoredEvent> record) {
    return seen.once(
        id,
        durable -> {
          StoredEvent known =
              micros > begunMicros && !durable
                  ? null
                  : writer.write(() -> Optional.ofNullable(log.find(id))).orElse(null);
          if (known != null) {
            count(EventCounter.REPEATED_REPORTS);
            return known;
          }
          return record.apply(id);
        },
        () -> count(EventCounter.REPEATED_REPORTS));
  }

  private StoredEvent record(
      UUID id,
      CameraId camera,
      Instant time,
      EventDetail detail,
      Map<String, byte[]> pictures,
      EventCounter counter) {
    StoredEvent stored =
        writer.write(
            () -> log.append(new Event(id, site, camera, time, detail, store(id, pictures))));
    count(counter);
    announcer.announce(stored.sequence());
    return stored;
  }

  private List<Snapshot> store(UUID id, Map<String, byte[]> pictures) throws IOException {
    return pictures.isEmpty() ? List.of() : snapshots.write(id, pictures);
  }

  private void count(EventCounter counter) {
    adder(counter).increment();
  }

  private LongAdder adder(EventCounter counter) {
    return Objects.requireNonNull(counters.get(counter));
  }

  private static Instant time(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }
}
