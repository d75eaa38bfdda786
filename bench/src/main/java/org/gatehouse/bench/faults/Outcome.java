package org.gatehouse.bench.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one fault.
 *
 * @param cameras to which it was done
 * @param seenAfter seconds from the order until it was seen, of each camera of which it was
 * @param backAfter seconds from its end until all was well, of each camera that recovered
 * @param alarms of the kinds that were wanted
 * @param alarmed cameras that these alarms named
 * @param harmed cameras that suffered from what should have been mended unseen
 */
record Outcome(
    Fault fault,
    int cameras,
    List<Double> seenAfter,
    List<Double> backAfter,
    int alarms,
    int alarmed,
    int harmed) {
  private static final double TENTHS = 10;

  /** From so many cameras of one switch on, a group is told by one alarm. */
  private static final int GROUP = 5;

  int missed() {
    return fault.shows() ? cameras - seenAfter.size() : 0;
  }

  int late() {
    return (int) seenAfter.stream().filter(seconds -> seconds > fault.deadline()).count();
  }

  int notBack() {
    return cameras - (int) backAfter.stream().filter(s -> s <= Fault.BACK_WITHIN).count();
  }

  /** Cameras of which no alarm told although one should have. */
  int untold() {
    return fault.wanted().isEmpty() ? 0 : cameras - alarmed;
  }

  /**
   * Alarms beyond the one that one root cause deserves. Pictures that freeze are found one by one,
   * not within ten seconds, so they may make more.
   */
  int needless() {
    boolean oneCause = !fault.wanted().isEmpty() && !fault.wanted().contains("CAMERA_FROZEN");
    return oneCause && cameras >= GROUP ? Math.max(0, alarms - 1) : 0;
  }

  private static @Nullable Double median(List<Double> values) {
    return values.isEmpty()
        ? null
        : tenths(values.stream().sorted().toList().get((values.size() - 1) / 2));
  }

  private static @Nullable Double most(List<Double> values) {
    return values.isEmpty() ? null : tenths(values.stream().mapToDouble(v -> v).max().orElse(0));
  }

  private static double tenths(double value) {
    return Math.round(value * TENTHS) / TENTHS;
  }

  /** For the report's object. */
  Map<String, @Nullable Object> parts() {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("cameras", cameras);
    if (fault.shows()) {
      parts.put("detected", seenAfter.size());
      parts.put("medianSeconds", median(seenAfter));
      parts.put("maxSeconds", most(seenAfter));
      parts.put("deadlineSeconds", fault.deadline());
    } else {
      parts.put("harmed", harmed);
    }
    parts.put("alarms", alarms);
    parts.put("alarmed", alarmed);
    parts.put("recovered", backAfter.size());
    parts.put("maxRecoverySeconds", most(backAfter));
    return parts;
  }

  /** For the report's table. */
  String text() {
    String seen =
        fault.shows()
            ? String.format(
                Locale.ROOT,
                "%d of %d seen after %s s, at most %s (deadline %.0f)",
                seenAfter.size(),
                cameras,
                median(seenAfter),
                most(seenAfter),
                fault.deadline())
            : harmed + " of " + cameras + " harmed";
    String told =
        fault.wanted().isEmpty() ? "" : "; %d told in %d alarm(s)".formatted(alarmed, alarms);
    return seen + told + "; %d well %s s after".formatted(backAfter.size(), most(backAfter));
  }
}
