package org.gatehouse.bench.soak;

import org.gatehouse.bench.report.Slope;

/** One figure over time. Used by one thread. */
final class Trend {
  /** A line that rises by less than this part of its mean over the whole time is called flat. */
  private static final double SHARE = 0.05;

  private final double step;
  private final Slope slope = new Slope();
  private int count;
  private double sum;
  private double least;
  private double most;
  private double first;
  private double last;

  /**
   * Of a figure.
   *
   * @param step a rise over the whole time that its natural steps can make by chance
   */
  Trend(double step) {
    this.step = step;
  }

  void add(double minutes, double value) {
    slope.add(minutes, value);
    first = count == 0 ? minutes : first;
    least = count == 0 ? value : Math.min(least, value);
    most = count == 0 ? value : Math.max(most, value);
    last = minutes;
    sum += value;
    count++;
  }

  /** How much it grows in a minute, by least squares. */
  double perMinute() {
    return slope.perX();
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  /** What the line through all points may rise over the whole time. */
  double limit() {
    return Math.max(step, count == 0 ? 0 : SHARE * sum / count);
  }

  /** Whether it does not grow; a figure that falls does not. */
  boolean flat() {
    return count == 0 || perMinute() * (last - first) <= limit();
  }
}
