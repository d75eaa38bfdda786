package org.gatehouse.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure that was measured several times.
 *
 * @param median of an even number of them, the mean of the middle two
 * @param times how often it was measured
 */
public record Repeated(double median, double least, double most, int times) {
  private static final double DIGITS = 10_000;

  /** Of at least one value. */
  public static Repeated of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int count = sorted.size();
    double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    return new Repeated(
        rounded(median), rounded(sorted.getFirst()), rounded(sorted.getLast()), count);
  }

  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }

  /** For a table; the spread only where there is one. */
  String text() {
    return times == 1
        ? String.format(Locale.ROOT, "%.3f", median)
        : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, least, most);
  }
}
