package org.gatehouse.bench.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One fault done to its cameras, from the order until all are well again. Used by one thread. */
final class Trial {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Fault fault;
  private final List<Patient> patients = new ArrayList<>();
  private final Set<String> cameras = new HashSet<>();
  private final Set<String> alarmed = new HashSet<>();
  private final long beganNanos;
  private OptionalLong lifted = OptionalLong.empty();
  private OptionalLong over = OptionalLong.empty();
  private int alarms;

  /**
   * A trial that begins now.
   *
   * @param values the symptom's metric by camera
   */
  Trial(Fault fault, Set<String> cameras, long beganNanos, Values values) {
    this.fault = fault;
    this.beganNanos = beganNanos;
    this.cameras.addAll(cameras);
    cameras.forEach(
        camera ->
            patients.add(new Patient(camera, fault.symptom(), beganNanos, value(values, camera))));
  }

  /** Tells metrics as they are now. */
  interface Values {
    long of(String metric, String camera);
  }

  private long value(Values values, String camera) {
    @Nullable String metric = Patient.metric(fault.symptom());
    return metric == null ? 0 : values.of(metric, camera);
  }

  Fault fault() {
    return fault;
  }

  Set<String> cameras() {
    return cameras;
  }

  long beganNanos() {
    return beganNanos;
  }

  /** When it was over; until further notice if it is not. */
  long overNanos() {
    return over.orElse(Long.MAX_VALUE);
  }

  boolean over() {
    return over.isPresent();
  }

  /** Takes what is known at that time. */
  void look(States states, Values values, AlarmBook book, long nowNanos) {
    for (Patient patient : patients) {
      patient.look(states, value(values, patient.camera()), nowNanos);
    }
    List<AlarmBook.Line> lines = book.since(beganNanos, fault.wanted(), cameras);
    alarms = lines.size();
    lines.forEach(line -> alarmed.addAll(line.cameras().keySet()));
    alarmed.retainAll(cameras);
    boolean waitedLong = seconds(nowNanos - endsNanos()) > Fault.BACK_WITHIN * 1.25;
    boolean ended = fault.healsByItself() ? told() : lifted.isPresent();
    if (over.isEmpty() && (waitedLong || (ended && wellAgain(nowNanos) == patients.size()))) {
      over = OptionalLong.of(nowNanos);
    }
  }

  private boolean told() {
    boolean seenAll = !fault.shows() || seen() == patients.size();
    return seenAll && (fault.wanted().isEmpty() || alarmed.size() == patients.size());
  }

  /** Whether it has lasted long enough to be lifted. */
  boolean mayLift(long nowNanos) {
    double lasted = seconds(nowNanos - beganNanos);
    boolean enough = (told() && lasted >= fault.hold()) || lasted >= fault.patience();
    return !fault.healsByItself() && lifted.isEmpty() && enough;
  }

  /** It is lifted now. */
  void lift(long nowNanos) {
    lifted = OptionalLong.of(nowNanos);
  }

  /** When the cameras can be well again; still to come if it waits to be lifted. */
  private long endsNanos() {
    return fault.healsByItself()
        ? beganNanos + (long) (fault.heals() * NANOS_PER_SECOND)
        : lifted.orElse(Long.MAX_VALUE);
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /** Cameras of which it was seen. */
  long seen() {
    return patients.stream().filter(patient -> patient.seenNanos().isPresent()).count();
  }

  private long wellAgain(long nowNanos) {
    return patients.stream().filter(patient -> well(patient, nowNanos).isPresent()).count();
  }

  /** Where a fault shows, only who was seen ill can be well again. */
  private OptionalLong well(Patient patient, long nowNanos) {
    boolean was = patient.seenNanos().isPresent() || !fault.shows();
    return was ? patient.wellNanos(nowNanos) : OptionalLong.empty();
  }

  /** How far it is, 0 to 1, for people. */
  double done(long nowNanos) {
    double half = fault.shows() ? 0.5 * seen() / patients.size() : 0.5;
    boolean ending = fault.healsByItself() || lifted.isPresent();
    return over() ? 1 : half + (ending ? 0.5 * wellAgain(nowNanos) / patients.size() : 0);
  }

  /** What came of it. */
  Outcome outcome(long nowNanos) {
    List<Double> seenAfter = new ArrayList<>();
    List<Double> backAfter = new ArrayList<>();
    int harmed = 0;
    for (Patient patient : patients) {
      patient.seenNanos().ifPresent(at -> seenAfter.add(seconds(at - beganNanos)));
      well(patient, nowNanos)
          .ifPresent(at -> backAfter.add(Math.max(0, seconds(at - endsNanos()))));
      harmed += !fault.shows() && patient.grown() > 0 ? 1 : 0;
    }
    return new Outcome(
        fault, patients.size(), seenAfter, backAfter, alarms, alarmed.size(), harmed);
  }
}
