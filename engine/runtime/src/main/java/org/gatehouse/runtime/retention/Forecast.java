package org.gatehouse.runtime.retention;

import java.util.Collection;

/**
 * When what is promised will not fit any more, from what is recorded now. Whatever is beyond its
 * promise yields, so only promises count. Pure.
 */
final class Forecast {
  private static final int STEPS = 60;

  private Forecast() {}

  /**
   * What one camera asks for.
   *
   * @param promised bytes younger than its minimum, as of now
   * @param bytesPerHour that it records
   * @param hours of its minimum
   */
  record Load(double promised, double bytesPerHour, double hours) {
    /** Bytes that its promise takes after so many hours. */
    double after(double time) {
      return Math.max(promised, Math.min(promised + bytesPerHour * time, needed()));
    }

    /** Bytes that its promise takes in the long run. */
    double needed() {
      return bytesPerHour * hours;
    }
  }

  /** Bytes that all of them take in the long run. */
  static double needed(Collection<Load> loads) {
    return loads.stream().mapToDouble(Load::needed).sum();
  }

  /** Hours until the promises do not fit into the capacity; infinite if they always will. */
  static double hoursUntilShort(Collection<Load> loads, double capacity) {
    double longest = loads.stream().mapToDouble(Load::hours).max().orElse(0);
    if (needed(loads) <= capacity) {
      return Double.POSITIVE_INFINITY;
    }
    double fits = 0;
    double tooLate = longest;
    if (taken(loads, 0) > capacity) {
      return 0;
    }
    for (int i = 0; i < STEPS; i++) {
      double middle = (fits + tooLate) / 2;
      if (taken(loads, middle) > capacity) {
        tooLate = middle;
      } else {
        fits = middle;
      }
    }
    return tooLate;
  }

  private static double taken(Collection<Load> loads, double time) {
    return loads.stream().mapToDouble(load -> load.after(time)).sum();
  }
}
