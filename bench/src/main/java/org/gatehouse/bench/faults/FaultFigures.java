package org.gatehouse.bench.faults;

import java.util.List;
import java.util.function.ToIntFunction;
import org.gatehouse.bench.report.BenchReport;

/** The figures that a run comes to. */
final class FaultFigures {
  private static final double DIGITS = 1000;

  private FaultFigures() {}

  static BenchReport of(int cameras, int each, FaultsRun.Result result, BenchReport report) {
    List<Outcome> outcomes = result.outcomes();
    report
        .put("cameras", "cameras", cameras)
        .put("camerasPerFault", "of them for each fault", each)
        .put("untouched", "of them never touched", result.untouched());
    for (Outcome outcome : outcomes) {
      Fault fault = outcome.fault();
      report.put(fault.key(), fault.label(), outcome.parts(), outcome.text());
    }
    return report
        .put("missed", "faults not found", sum(outcomes, Outcome::missed))
        .put("late", "faults found late", sum(outcomes, Outcome::late))
        .put("notRecovered", "cameras not well within a minute", sum(outcomes, Outcome::notBack))
        .put("falseAlarms", "false states and alarms", result.wrong().size())
        .put("untold", "cameras without the alarm they need", sum(outcomes, Outcome::untold))
        .put("needlessAlarms", "alarms beyond one a cause", sum(outcomes, Outcome::needless))
        .put("harmed", "cameras harmed by packets out of order", sum(outcomes, o -> o.harmed()))
        .put("sentByHealthy", "access units sent by the others", result.loss().sent())
        .put("lostOnHealthy", "access units of the others lost", result.loss().lost())
        .put("maxRefusedLogins", "most refused logins of a camera", result.maxRefusedLogins())
        .put(
            "maxConnectionsPerCamera",
            "most connections at once of a camera",
            result.maxConnections())
        .put(
            "watchCoresBefore",
            "watch over pictures, all well, cores",
            cores(result.quiet().watch()))
        .put("watchCores", "watch over pictures, whole run, cores", cores(result.all().watch()))
        .put("engineCores", "engine without its children, cores", cores(result.all().engine()))
        .put("farmCores", "the cameras themselves, cores", cores(result.all().farm()))
        .put("seconds", "from all streaming to the end, s", cores(result.all().seconds()));
  }

  private static int sum(List<Outcome> outcomes, ToIntFunction<Outcome> of) {
    return outcomes.stream().mapToInt(of).sum();
  }

  private static double cores(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
