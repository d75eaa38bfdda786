package org.gatehouse.server.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.events.EventCounter;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.record.RecordCounters;
import org.gatehouse.runtime.record.Recorder;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraSupervisor;

/**
 * Everything that {@code /metrics} tells. Nothing is counted here: each meter reads a counter that
 * its owner keeps, when it is asked.
 */
final class EngineMetrics implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  /** Micrometer holds what it reads by weak references only. */
  private final List<Object> sources = new ArrayList<>();

  EngineMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  void camera(CameraParts parts, CameraSupervisor supervisor, Recorder recorder) {
    Tags tags = Tags.of("camera", parts.id().value());
    reception(tags, parts.id(), supervisor);
    ring(tags, parts);
    if (parts.recorded()) {
      recording(tags, parts, recorder);
    }
    if (parts.config().analytics() != null) {
      analysis(tags, parts.lane());
    }
  }

  private void reception(Tags tags, CameraId id, CameraSupervisor supervisor) {
    ToDoubleFunction<ToDoubleFunction<CameraStatus>> of =
        f -> supervisor.status(id).map(f::applyAsDouble).orElse(0.0);
    counter("camera.bytes", "Bytes received", tags, of, f -> f.applyAsDouble(CameraStatus::bytes));
    counter(
        "camera.access.units",
        "Access units received",
        tags,
        of,
        f -> f.applyAsDouble(CameraStatus::accessUnits));
    counter(
        "camera.lost.packets",
        "RTP packets known to be lost",
        tags,
        of,
        f -> f.applyAsDouble(CameraStatus::lostPackets));
    counter(
        "camera.reconnects",
        "Sessions opened after the first",
        tags,
        of,
        f -> f.applyAsDouble(CameraStatus::reconnects));
    gauge(
        "camera.up",
        "1 while access units arrive",
        tags,
        of,
        f -> f.applyAsDouble(status -> status.receiving() ? 1 : 0));
  }

  private void ring(Tags tags, CameraParts parts) {
    counter(
        "ring.laps", "Times a reader of the ring was lapped", tags, parts, p -> p.ring().laps());
    gauge("ring.bytes", "Bytes held in the ring", tags, parts, p -> p.ring().bytes());
    counter(
        "ring.gops.too.long",
        "Groups of pictures longer than the ring's share",
        tags,
        parts,
        p -> p.ring().gopsTooLong());
  }

  private void recording(Tags tags, CameraParts parts, Recorder recorder) {
    ToDoubleFunction<ToDoubleFunction<RecordCounters>> of =
        f -> f.applyAsDouble(recorder.counters(parts.ring().id()));
    counter(
        "record.frames",
        "Access units written",
        tags,
        of,
        f -> f.applyAsDouble(RecordCounters::frames));
    counter("record.bytes", "Bytes written", tags, of, f -> f.applyAsDouble(RecordCounters::bytes));
    counter(
        "record.segments",
        "Segments begun",
        tags,
        of,
        f -> f.applyAsDouble(RecordCounters::segments));
    counter(
        "record.frames.lost",
        "Access units not recorded",
        tags,
        of,
        f -> f.applyAsDouble(RecordCounters::framesLost));
    counter(
        "record.gaps",
        "Interruptions of the recording",
        tags,
        of,
        f -> f.applyAsDouble(RecordCounters::gaps));
    counter(
        "record.io.errors",
        "Failed file operations",
        tags,
        of,
        f -> f.applyAsDouble(RecordCounters::ioErrors));
  }

  private void analysis(Tags tags, LaneCounters lane) {
    counter("lane.decoded", "Access units decoded", tags, lane, l -> l.decoded.sum());
    counter("lane.skipped", "Frames passed over", tags, lane, l -> l.skipped.sum());
    counter(
        "lane.detections", "Plates or faces found in frames", tags, lane, l -> l.detections.sum());
    counter("lane.gaps", "Times that the lane was not watched", tags, lane, l -> l.gaps.sum());
    counter(
        "lane.decode.seconds",
        "Time spent decoding",
        tags,
        lane,
        l -> l.decodeNanos.sum() / NANOS_PER_SECOND);
    counter(
        "lane.inference.seconds",
        "Time spent detecting and reading",
        tags,
        lane,
        l -> l.inferenceNanos.sum() / NANOS_PER_SECOND);
  }

  void alarms(AlarmBoard board) {
    for (Alarm.Kind kind : Alarm.Kind.values()) {
      Tags tags = Tags.of("kind", kind.name().toLowerCase(Locale.ROOT));
      gauge("alarms.open", "Alarms that are open", tags, board, b -> b.open(kind));
      counter("alarms.raised", "Alarms that began", tags, board, b -> b.raised(kind));
    }
  }

  void events(EventService events, EventLog log, List<String> destinations) {
    for (EventCounter counter : EventCounter.values()) {
      Tags tags = Tags.of("kind", counter.name().toLowerCase(Locale.ROOT));
      counter("events", "What the event service did", tags, events, e -> e.counted(counter));
    }
    for (String name : destinations) {
      Tags tags = Tags.of("destination", name);
      gauge("delivery.pending", "Events owed", tags, log, l -> l.backlog(name).pending());
      gauge("delivery.parked", "Events refused", tags, log, l -> l.backlog(name).parked());
      counter(
          "delivery.delivered", "Events delivered", tags, log, l -> l.backlog(name).delivered());
    }
  }

  private <T> void counter(
      String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    sources.add(source);
    FunctionCounter.builder("gatehouse." + name, source, value)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  private <T> void gauge(String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    Gauge.builder("gatehouse." + name, source, value)
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
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
