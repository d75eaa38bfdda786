package org.gatehouse.bench.faults;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One camera of a trial: whether the fault was seen of it, and whether it is well again. Times in
 * nanoseconds. Used by one thread.
 */
final class Patient {
  /** So long a camera must have been well to count as recovered. */
  static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final String camera;
  private final Symptom symptom;
  private final long beganNanos;
  private final long firstValue;
  private long lastValue;
  private long grewNanos;
  private OptionalLong seen = OptionalLong.empty();
  private OptionalLong well = OptionalLong.empty();

  /** A camera to which the fault is done now. */
  Patient(String camera, Symptom symptom, long beganNanos, long value) {
    this.camera = camera;
    this.symptom = symptom;
    this.beganNanos = beganNanos;
    this.firstValue = value;
    this.lastValue = value;
    this.grewNanos = beganNanos - WELL_NANOS;
  }

  /** The metric that its symptom is read from; null if it is read from states. */
  static @Nullable String metric(Symptom symptom) {
    return switch (symptom) {
      case Symptom.InState states -> null;
      case Symptom.Grows grows -> grows.counter();
      case Symptom.Near near -> near.gauge();
      case Symptom.Unseen unseen -> unseen.counter();
    };
  }

  String camera() {
    return camera;
  }

  /** Takes what is known at that time. */
  void look(States states, long value, long nowNanos) {
    if (value > lastValue) {
      grewNanos = nowNanos;
    }
    lastValue = value;
    if (seen.isEmpty()) {
      seen = firstSeen(states, value, nowNanos);
    }
    States.Entry latest = states.latest(camera);
    boolean streams = latest.state().equals(States.STREAMING);
    long calmFrom = calmFrom(latest, value, nowNanos);
    if (!streams || calmFrom == Long.MAX_VALUE) {
      well = OptionalLong.empty();
    } else if (well.isEmpty()) {
      well = OptionalLong.of(Math.max(calmFrom, latest.nanos()));
    }
  }

  private OptionalLong firstSeen(States states, long value, long nowNanos) {
    return switch (symptom) {
      case Symptom.InState in -> states.firstIn(camera, in.states(), beganNanos);
      case Symptom.Grows grows when value > firstValue -> OptionalLong.of(nowNanos);
      case Symptom.Near near when near(near, value) -> OptionalLong.of(nowNanos);
      default -> OptionalLong.empty();
    };
  }

  private static boolean near(Symptom.Near near, long value) {
    return Math.abs(value - near.value()) <= 1;
  }

  /** Since when there is no symptom; for ever to come if there is one. */
  private long calmFrom(States.Entry latest, long value, long nowNanos) {
    return switch (symptom) {
      case Symptom.InState in ->
          in.states().contains(latest.state()) ? Long.MAX_VALUE : latest.nanos();
      case Symptom.Grows grows -> nowNanos - grewNanos < WELL_NANOS ? Long.MAX_VALUE : grewNanos;
      case Symptom.Near near -> Math.abs(value) <= 1 ? nowNanos : Long.MAX_VALUE;
      case Symptom.Unseen unseen -> latest.nanos();
    };
  }

  /** When the fault was seen first. */
  OptionalLong seenNanos() {
    return seen;
  }

  /** By how much its counter grew. */
  long grown() {
    return lastValue - firstValue;
  }

  /** Since when it is well, if it has been so for long enough. */
  OptionalLong wellNanos(long nowNanos) {
    return well.isPresent() && nowNanos - well.getAsLong() >= WELL_NANOS
        ? well
        : OptionalLong.empty();
  }
}
