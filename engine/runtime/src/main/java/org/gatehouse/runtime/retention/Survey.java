package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.runtime.retention.StreamSegments.Item;
import org.jspecify.annotations.Nullable;

/** What lies on the volumes, added up by camera. Immutable; made once a minute. */
final class Survey {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  /** Less than this tells nothing of a rate. */
  private static final long LEAST = Duration.ofMinutes(10).toMillis();

  private final RetentionPlan plan;
  private final long now;
  private final Map<CameraId, Camera> cameras = new LinkedHashMap<>();

  /** Of one camera; times are milliseconds since 1970. */
  static final class Camera {
    long bytes;
    long oldest = Long.MAX_VALUE;
    private long lastDay;
    private long promised;
    private final Terms terms;
    private final long now;

    private Camera(Terms terms, long now) {
      this.terms = terms;
      this.now = now;
    }

    private void add(VolumeLedger ledger, StreamId stream) {
      Item first = ledger.ceiling(stream, Long.MIN_VALUE);
      if (first == null) {
        return;
      }
      bytes += ledger.bytes(stream);
      oldest = Math.min(oldest, first.start());
      lastDay += ledger.bytes(stream, now - DAY, now);
      promised += ledger.bytes(stream, now - terms.minimum().toMillis(), now);
    }

    Terms terms() {
      return terms;
    }

    /** Average of the last day, or of as much as there is. */
    double bytesPerHour() {
      long time = Math.min(DAY, now - oldest);
      return oldest == Long.MAX_VALUE || time < LEAST ? 0 : (double) lastDay * HOUR / time;
    }

    Forecast.Load load() {
      return new Forecast.Load(
          (double) promised, bytesPerHour(), (double) terms.minimum().toMillis() / HOUR);
    }
  }

  Survey(RetentionPlan plan, Collection<KeptVolume> volumes, Instant now) {
    this.plan = plan;
    this.now = now.toEpochMilli();
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        cameras
            .computeIfAbsent(stream.camera(), camera -> new Camera(plan.of(camera), this.now))
            .add(volume.ledger, stream);
      }
    }
  }

  /** Cameras of which there is anything. */
  Map<CameraId, Camera> cameras() {
    return cameras;
  }

  /** Those of one class. */
  List<Camera> of(Terms terms) {
    return cameras.values().stream().filter(camera -> camera.terms().equals(terms)).toList();
  }

  /** Their loads. */
  static List<Forecast.Load> loads(Collection<Camera> cameras) {
    return cameras.stream().map(Camera::load).toList();
  }

  /** Start of the oldest of them; null if there is none. */
  static @Nullable Instant oldest(Collection<Camera> cameras) {
    return cameras.stream()
        .map(camera -> camera.oldest)
        .min(Long::compare)
        .map(Instant::ofEpochMilli)
        .orElse(null);
  }

  /** Bytes that holds keep beyond every promise. */
  long heldBeyond(Collection<KeptVolume> volumes, List<Hold> holds) {
    long sum = 0;
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        sum += heldBeyond(volume.ledger, stream, holds);
      }
    }
    return sum;
  }

  private long heldBeyond(VolumeLedger ledger, StreamId stream, List<Hold> holds) {
    long sum = 0;
    long promise = now - plan.of(stream.camera()).minimum().toMillis();
    for (Hold hold : holds) {
      if (hold.camera().equals(stream.camera())) {
        long to = Math.min(hold.to().toEpochMilli() + 1, promise);
        sum += ledger.bytes(stream, hold.from().toEpochMilli(), to);
      }
    }
    return sum;
  }

  /** All classes that there is anything of, or that the plan names. */
  List<Terms> classes() {
    List<Terms> all = new ArrayList<>(plan.classes());
    cameras.values().stream()
        .map(Camera::terms)
        .filter(terms -> !all.contains(terms))
        .distinct()
        .forEach(all::add);
    return all;
  }
}
