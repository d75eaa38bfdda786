package org.gatehouse.server.wiring;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.events.EventCounter;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.events.LaneMeter;
import org.gatehouse.runtime.events.Outbox;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.notice.CameraNotices;
import org.gatehouse.runtime.picture.PictureWatch;
import org.gatehouse.runtime.record.RecordCounters;
import org.gatehouse.runtime.record.RecordingDesk;
import org.gatehouse.runtime.record.VolumeState;
import org.gatehouse.runtime.retention.Retention;
import org.gatehouse.runtime.retention.RetentionReport;
import org.gatehouse.runtime.retention.Terms;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code /metrics} tells. Nothing is counted here: each meter reads a counter that
 * its owner keeps, when it is asked.
 */
final class EngineMetrics implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  private final List<MeterGroup> groups = new ArrayList<>();
  private final Map<CameraId, MeterGroup> cameras = new HashMap<>();

  EngineMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /** Tells of a camera from now on, in place of what was told of it before. */
  synchronized void camera(
      CameraParts parts,
      CameraSupervisor supervisor,
      RecordingDesk recorder,
      CameraNotices notices) {
    forget(parts.id());
    MeterGroup group = new MeterGroup(registry, Tags.of("camera", parts.id().value()));
    cameras.put(parts.id(), group);
    reception(group, parts.id(), supervisor);
    ring(group, parts);
    notices(group, parts, notices);
    if (parts.recorded()) {
      recording(group, parts, recorder);
    }
    if (parts.analysed()) {
      analysis(group, parts.laneCounters());
    }
  }

  /** Tells no more of a camera. */
  synchronized void forget(CameraId camera) {
    MeterGroup group = cameras.remove(camera);
    if (group != null) {
      group.close();
    }
  }

  /** Tells of the streams that others pull. */
  synchronized void republishing(Republishing lent, Republisher server) {
    MeterGroup group = group(Tags.empty());
    group.gauge("republish.sessions", "Streams that are pulled now", server, Republisher::sessions);
    group.counter("republish.pulls", "Pulls that began", lent, Republishing::pulls);
    group.counter("republish.refused", "Pulls that were refused", lent, Republishing::refusals);
    group.counter(
        "republish.bytes", "Bytes sent in pulls that are over", lent, Republishing::bytes);
  }

  private static void reception(MeterGroup group, CameraId id, CameraSupervisor supervisor) {
    ToDoubleFunction<ToDoubleFunction<CameraStatus>> of =
        f -> supervisor.status(id).map(f::applyAsDouble).orElse(0.0);
    group.counter("camera.bytes", "Bytes received", of, f -> f.applyAsDouble(CameraStatus::bytes));
    group.counter(
        "camera.access.units",
        "Access units received",
        of,
        f -> f.applyAsDouble(CameraStatus::accessUnits));
    group.counter(
        "camera.lost.packets",
        "RTP packets known to be lost",
        of,
        f -> f.applyAsDouble(CameraStatus::lostPackets));
    group.counter(
        "camera.garbage.bytes",
        "Bytes skipped because they were neither RTSP nor media",
        of,
        f -> f.applyAsDouble(CameraStatus::garbageBytes));
    group.gauge(
        "camera.clock.difference.seconds",
        "The camera's clock minus this machine's; NaN if it never told its own",
        of,
        f -> f.applyAsDouble(EngineMetrics::clockDifference));
    group.counter(
        "camera.reconnects",
        "Sessions opened after the first",
        of,
        f -> f.applyAsDouble(CameraStatus::reconnects));
    group.gauge(
        "camera.frozen",
        "1 while the picture stands still",
        of,
        f -> f.applyAsDouble(status -> status.state() == CameraStatus.State.FROZEN ? 1 : 0));
    group.gauge(
        "camera.up",
        "1 while access units arrive",
        of,
        f -> f.applyAsDouble(status -> status.receiving() ? 1 : 0));
  }

  private static double clockDifference(CameraStatus status) {
    Duration difference = status.clockDifference();
    return difference == null ? Double.NaN : difference.toMillis() / MILLIS_PER_SECOND;
  }

  private static void ring(MeterGroup group, CameraParts parts) {
    group.counter(
        "ring.laps", "Times a reader of the ring was lapped", parts, p -> p.ring().laps());
    group.gauge("ring.bytes", "Bytes held in the ring", parts, p -> p.ring().bytes());
    group.counter(
        "ring.gops.too.long",
        "Groups of pictures longer than the ring's share",
        parts,
        p -> p.ring().gopsTooLong());
  }

  private static void notices(MeterGroup group, CameraParts parts, CameraNotices notices) {
    CameraId id = parts.id();
    group.counter(
        "camera.notices",
        "Times that motion, tampering or a digital input began",
        notices,
        n -> n.board().begun(id));
    if (parts.config().onvif() != null) {
      group.gauge(
          "camera.notices.subscribed",
          "1 while the subscription to what it notices stands",
          notices,
          n -> n.subscribed(id) ? 1 : 0);
    }
  }

  private static void recording(MeterGroup group, CameraParts parts, RecordingDesk recorder) {
    ToDoubleFunction<ToDoubleFunction<RecordCounters>> of =
        f ->
            f.applyAsDouble(
                recorder
                    .counters(parts.ring().id())
                    .plus(recorder.counters(StreamId.sub(parts.id()))));
    group.counter(
        "record.frames", "Access units written", of, f -> f.applyAsDouble(RecordCounters::frames));
    group.counter(
        "record.sound.frames",
        "Coded pieces of sound written",
        of,
        f -> f.applyAsDouble(RecordCounters::soundFrames));
    group.counter("record.bytes", "Bytes written", of, f -> f.applyAsDouble(RecordCounters::bytes));
    group.counter(
        "record.segments", "Segments begun", of, f -> f.applyAsDouble(RecordCounters::segments));
    group.counter(
        "record.frames.lost",
        "Access units not recorded",
        of,
        f -> f.applyAsDouble(RecordCounters::framesLost));
    group.counter(
        "record.gaps",
        "Interruptions of the recording",
        of,
        f -> f.applyAsDouble(RecordCounters::gaps));
    group.counter(
        "record.io.errors",
        "Failed file operations",
        of,
        f -> f.applyAsDouble(RecordCounters::ioErrors));
    group.counter(
        "record.shed.seconds",
        "Time for which pictures were left out because the disk was too slow",
        of,
        f -> f.applyAsDouble(counters -> counters.shedMillis() / MILLIS_PER_SECOND));
  }

  synchronized void volumes(RecordingDesk desk) {
    for (int i = 0; i < desk.volumes().size(); i++) {
      int index = i;
      ToDoubleFunction<ToDoubleFunction<VolumeState>> of =
          f -> f.applyAsDouble(desk.volumes().get(index));
      MeterGroup group = group(Tags.of("volume", String.valueOf(desk.volumes().get(index).root())));
      group.gauge(
          "volume.serves",
          "1 while the volume can be written to",
          of,
          f -> f.applyAsDouble(state -> state.health() == VolumeState.Health.SERVES ? 1 : 0));
      group.gauge(
          "volume.streams",
          "Streams recorded there",
          of,
          f -> f.applyAsDouble(VolumeState::streams));
      group.gauge(
          "volume.shed.streams",
          "Streams left out now because it is too slow",
          of,
          f -> f.applyAsDouble(VolumeState::shedStreams));
      group.gauge(
          "volume.shed.sound",
          "1 while all sound is left out because it is too slow",
          of,
          f -> f.applyAsDouble(state -> state.shedSound() ? 1 : 0));
      group.gauge(
          "volume.usable.bytes",
          "Bytes free; -1 while it does not say",
          of,
          f -> f.applyAsDouble(VolumeState::usableBytes));
    }
  }

  private static void analysis(MeterGroup group, LaneCounters lane) {
    group.counter("lane.decoded", "Access units decoded", lane, l -> l.decoded.sum());
    group.counter("lane.analysed", "Pictures looked at", lane, l -> l.analysed.sum());
    group.gauge(
        "lane.skipped.share",
        "Part of what should have been looked at in the last ten seconds that was passed over",
        lane,
        l -> l.load.of("").skippedShare());
    group.counter("lane.skipped", "Frames passed over", lane, l -> l.skipped.sum());
    group.gauge(
        "lane.waiting",
        "Most access units that waited when a picture was about to be analysed",
        lane,
        l -> l.waiting.get());
    group.counter(
        "lane.detections", "Plates or faces found in frames", lane, l -> l.detections.sum());
    group.counter("lane.gaps", "Times that the lane was not watched", lane, l -> l.gaps.sum());
    group.counter(
        "lane.decode.seconds",
        "Time spent decoding",
        lane,
        l -> l.decodeNanos.sum() / NANOS_PER_SECOND);
    group.counter(
        "lane.inference.seconds",
        "Time spent detecting and reading",
        lane,
        l -> l.inferenceNanos.sum() / NANOS_PER_SECOND);
  }

  synchronized void pictures(PictureWatch watch, PictureHealthDesk desk) {
    for (PictureFault fault : PictureFault.values()) {
      MeterGroup group = group(Tags.of("kind", fault.word()));
      group.gauge("picture.faults", "Cameras whose picture is so", desk, d -> d.lasting(fault));
      group.counter("picture.faults.found", "Times that it was found", desk, d -> d.found(fault));
    }
    group(Tags.empty())
        .counter(
            "watch.cpu.seconds",
            "Processor time of the watch over pictures, its decoder included",
            watch,
            PictureWatch::cpuSeconds);
  }

  synchronized void lists(VehicleLists lists) {
    for (ListKind kind : ListKind.values()) {
      group(Tags.of("kind", kind.name().toLowerCase(Locale.ROOT)))
          .gauge("lists.entries", "Entries of vehicles", lists, l -> l.size(kind));
    }
  }

  synchronized void alarms(AlarmBoard board) {
    for (Alarm.Kind kind : Alarm.Kind.values()) {
      MeterGroup group = group(Tags.of("kind", kind.name().toLowerCase(Locale.ROOT)));
      group.gauge("alarms.open", "Alarms that are open", board, b -> b.open(kind));
      group.counter("alarms.raised", "Alarms that began", board, b -> b.raised(kind));
    }
    for (AlarmState state : AlarmState.values()) {
      if (state != AlarmState.NORMAL) {
        group(Tags.of("state", state.name().toLowerCase(Locale.ROOT)))
            .gauge("alarms.standing", "How alarms stand with people", board, b -> b.count(state));
      }
    }
  }

  synchronized void events(
      EventService events, EventLog log, Outbox outbox, List<String> destinations) {
    for (EventCounter counter : EventCounter.values()) {
      MeterGroup group = group(Tags.of("kind", counter.name().toLowerCase(Locale.ROOT)));
      group.counter("events", "What the event service did", events, e -> e.counted(counter));
    }
    for (String name : destinations) {
      MeterGroup group = group(Tags.of("destination", name));
      group.gauge("delivery.pending", "Events owed", log, l -> l.backlog(name).pending());
      group.gauge("delivery.parked", "Events refused", log, l -> l.backlog(name).parked());
      group.counter(
          "delivery.delivered", "Events delivered", log, l -> l.backlog(name).delivered());
      group.gauge(
          "delivery.oldest.pending.seconds",
          "Age of the oldest event owed; 0 if none is",
          log,
          l -> secondsSince(l.backlog(name).oldestPending()));
      delivery(group, outbox.meter(name));
    }
  }

  private static void delivery(MeterGroup group, LaneMeter meter) {
    group.counter("delivery.attempts", "Attempts to deliver", meter, LaneMeter::attempts);
    group.counter(
        "delivery.failures", "Attempts that will be made again", meter, LaneMeter::failures);
    group.counter(
        "delivery.arrivals", "Events delivered since the start", meter, LaneMeter::arrivals);
    group.counter(
        "delivery.delay.seconds",
        "Seconds from each event to its arrival, added up",
        meter,
        LaneMeter::delaySeconds);
    group.gauge(
        "delivery.delay.p99.seconds",
        "Within this 99 of 100 of the latest 1000 events arrived; NaN before the first",
        meter,
        LaneMeter::recentSeconds);
    group.gauge(
        "delivery.canary.seconds",
        "What the latest canary took; NaN before the first",
        meter,
        LaneMeter::canarySeconds);
  }

  private static double secondsSince(@Nullable Instant oldest) {
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / MILLIS_PER_SECOND);
  }

  synchronized void retention(Retention retention) {
    MeterGroup group = group(Tags.empty());
    group.gauge("retention.bytes", "Bytes of all segments", retention, r -> r.counters().bytes());
    group.gauge("retention.segments", "Segments held", retention, r -> r.counters().segments());
    group.gauge(
        "retention.oldest.seconds",
        "Start of the oldest segment, seconds since 1970; 0 if there is none",
        retention,
        r -> r.counters().oldestEpochSeconds());
    group.counter(
        "retention.deleted.segments",
        "Segments deleted",
        retention,
        r -> r.counters().deletedSegments());
    group.counter(
        "retention.deleted.bytes", "Bytes deleted", retention, r -> r.counters().deletedBytes());
    group.gauge("retention.holds", "Holds", retention, r -> r.holds().active().size());
    group.gauge(
        "retention.capacity.bytes",
        "Bytes that recordings can take",
        retention,
        r -> r.report().capacity());
    group.gauge(
        "retention.needed.bytes",
        "Bytes that all promises take in the long run, as much as is recorded now",
        retention,
        r -> r.report().needed());
    group.gauge(
        "retention.risk.hours",
        "Hours until promises will not fit; +Inf if they will",
        retention,
        r -> r.report().riskHours());
    group.gauge("retention.stuck", "Segments that cannot be deleted", retention, Retention::stuck);
    for (Terms terms : retention.plan().classes()) {
      retentionClass(group(Tags.of("class", terms.name())), terms, retention);
    }
  }

  private static void retentionClass(MeterGroup group, Terms terms, Retention retention) {
    ToDoubleFunction<ToDoubleFunction<RetentionReport.OfClass>> of =
        f -> {
          RetentionReport.OfClass known = retention.report().of(terms.name());
          return known == null ? Double.NaN : f.applyAsDouble(known);
        };
    group.gauge(
        "retention.promise.seconds",
        "Seconds that recordings of the class are promised to be kept",
        terms,
        t -> t.minimum().toSeconds());
    group.gauge(
        "retention.class.bytes",
        "Bytes of its recordings",
        of,
        f -> f.applyAsDouble(RetentionReport.OfClass::bytes));
    group.gauge(
        "retention.class.oldest.for.seconds",
        "Age of its oldest recording",
        retention,
        r -> sinceOldest(r.report(), terms));
    group.gauge(
        "retention.class.bytes.per.hour",
        "Bytes that its cameras record in an hour",
        of,
        f -> f.applyAsDouble(RetentionReport.OfClass::bytesPerHour));
    group.gauge(
        "retention.broken",
        "Cameras that lost recordings before their promise was fulfilled",
        of,
        f -> f.applyAsDouble(RetentionReport.OfClass::broken));
  }

  private static double sinceOldest(RetentionReport report, Terms terms) {
    RetentionReport.OfClass known = report.of(terms.name());
    return known == null || known.oldest() == null
        ? Double.NaN
        : Duration.between(known.oldest(), report.at()).toSeconds();
  }

  private MeterGroup group(Tags tags) {
    MeterGroup group = new MeterGroup(registry, tags);
    groups.add(group);
    return group;
  }

  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
