package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.runtime.retention.RetentionReport.OfClass;

/**
 * Looks once a minute whether promises are and will be kept. Owner: the loop's thread; the report
 * may be read by any.
 */
final class Inspection {
  /** What was said to be at risk must fit with a little room before it is said to be well. */
  private static final double MARGIN = 0.98;

  /** Adding all of it up is the costly part. */
  private static final int LOOKS_FOR_ONE_SURVEY = 5;

  private final List<KeptVolume> volumes;
  private final RetentionAlarms alarms;
  private int looks;
  private volatile int stuck;
  private volatile RetentionReport report = RetentionReport.NONE;

  Inspection(List<KeptVolume> volumes, RetentionAlarms alarms) {
    this.volumes = volumes;
    this.alarms = alarms;
  }

  RetentionReport report() {
    return report;
  }

  /** Segments that could not be deleted. */
  int stuck() {
    return stuck;
  }

  boolean anyStuck() {
    return stuck > 0;
  }

  /** Looks, and tells what a person must know. */
  void look(
      RetentionPlan plan,
      List<Hold> holds,
      BrokenPromises broken,
      Map<KeptVolume, Long> full,
      Instant now) {
    if (looks % LOOKS_FOR_ONE_SURVEY == 0) {
      survey(plan, holds, broken, now);
    }
    looks++;
    stuck = volumes.stream().mapToInt(volume -> volume.ledger.stuck()).sum();
    tell(plan, broken, full, now);
  }

  private void survey(RetentionPlan plan, List<Hold> holds, BrokenPromises broken, Instant now) {
    Survey survey = new Survey(plan, volumes, now);
    long held = survey.heldBeyond(volumes, holds);
    long capacity = capacity(plan);
    List<Forecast.Load> all = Survey.loads(survey.cameras().values());
    double risk = hours(all, (double) (capacity - held));
    List<OfClass> classes = new ArrayList<>();
    for (Terms terms : survey.classes()) {
      classes.add(ofClass(terms, survey, broken.of(terms, plan)));
    }
    report = new RetentionReport(now, capacity, Forecast.needed(all), held, risk, classes);
  }

  private double hours(Collection<Forecast.Load> loads, double capacity) {
    return Forecast.hoursUntilShort(loads, alarms.riskTold() ? capacity * MARGIN : capacity);
  }

  private OfClass ofClass(Terms terms, Survey survey, List<CameraId> broken) {
    List<Survey.Camera> cameras = survey.of(terms);
    List<Forecast.Load> loads = Survey.loads(cameras);
    double risk = quota(terms.quota(), loads);
    for (Forecast.Load load : loads) {
      risk = Math.min(risk, quota(terms.cameraQuota(), List.of(load)));
    }
    return new OfClass(
        terms,
        cameras.size(),
        cameras.stream().mapToLong(camera -> camera.bytes).sum(),
        Survey.oldest(cameras),
        loads.stream().mapToDouble(Forecast.Load::bytesPerHour).sum(),
        broken.size(),
        risk);
  }

  private double quota(long quota, Collection<Forecast.Load> loads) {
    return quota == Volume.UNLIMITED ? Double.POSITIVE_INFINITY : hours(loads, (double) quota);
  }

  private long capacity(RetentionPlan plan) {
    long sum = 0;
    for (KeptVolume volume : volumes) {
      long capacity = volume.capacity();
      sum = capacity == Volume.UNLIMITED ? capacity : Math.addExact(sum, capacity);
      if (sum == Volume.UNLIMITED) {
        break;
      }
    }
    return Math.min(plan.quota(), sum);
  }

  private void tell(
      RetentionPlan plan, BrokenPromises broken, Map<KeptVolume, Long> full, Instant now) {
    for (OfClass of : report.classes()) {
      List<CameraId> cameras = broken.of(of.terms(), plan);
      if (!cameras.isEmpty()) {
        alarms.broken(of, cameras, broken.since(cameras));
      }
    }
    tellRisk(now);
    for (KeptVolume volume : volumes) {
      if (volume.ledger.stuck() > 0) {
        alarms.stuck(volume, volume.ledger.stuck(), now);
      }
    }
    full.forEach((volume, missing) -> alarms.full(volume, missing, now));
    alarms.tell(now);
  }

  private void tellRisk(Instant now) {
    boolean any =
        Double.isFinite(report.riskHours())
            || report.classes().stream().anyMatch(of -> Double.isFinite(of.riskHours()));
    if (!alarms.sure(any)) {
      return;
    }
    if (Double.isFinite(report.riskHours())) {
      double room = (double) report.capacity() - report.held();
      alarms.atRisk("the recordings", report.needed(), room, report.riskHours(), now);
    }
    for (OfClass of : report.classes()) {
      if (Double.isFinite(of.riskHours())) {
        double needed = of.bytesPerHour() * of.terms().minimum().toMinutes() / 60;
        double room = (double) Math.min(of.terms().quota(), of.terms().cameraQuota());
        alarms.atRisk("class " + of.terms().name(), needed, room, of.riskHours(), now);
      }
    }
  }
}
