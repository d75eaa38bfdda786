package org.gatehouse.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percentiles by the nearest rank. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * The smallest value that at least {@code percent} of all do not exceed; null without values.
   *
   * @param percent above 0, up to 100
   */
  public static @Nullable Long of(List<Long> values, double percent) {
    if (values.isEmpty()) {
      return null;
    }
    List<Long> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
