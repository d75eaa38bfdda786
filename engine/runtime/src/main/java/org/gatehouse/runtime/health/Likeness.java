package org.gatehouse.runtime.health;

import java.util.function.IntToDoubleFunction;

/**
 * How much a cell of one picture looks like the same cell of another, whatever the light: the
 * correlation of their small pixels. A shift of one small pixel (1/160 of the picture) is allowed,
 * because poles sway in the wind. Pure.
 */
final class Likeness {
  private static final int SWAY = 1;
  private static final int SPAN = 2 * SWAY + 1;
  private static final int SHIFTS = SPAN * SPAN;

  /** Cells of unrelated scenes reach this seldom, the same scene by day and night mostly. */
  private static final double SAME = 0.5;

  private Likeness() {}

  /** Whether they show the same there; false where one of them has no structure. */
  static boolean same(IntToDoubleFunction a, IntToDoubleFunction b, int cell) {
    boolean same = of(a, b, cell, 0, 0) >= SAME;
    for (int i = 0; i < SHIFTS && !same; i++) {
      same = of(a, b, cell, i % SPAN - SWAY, i / SPAN - SWAY) >= SAME;
    }
    return same;
  }

  private static double of(IntToDoubleFunction a, IntToDoubleFunction b, int cell, int dx, int dy) {
    int left = cell % Grid.ACROSS * Grid.CELL;
    int top = cell / Grid.ACROSS * Grid.CELL;
    boolean outside =
        left + dx < 0
            || top + dy < 0
            || left + dx + Grid.CELL > Grid.COLUMNS
            || top + dy + Grid.CELL > Grid.ROWS;
    if (outside) {
      return -1;
    }
    Correlation sums = new Correlation();
    for (int y = top; y < top + Grid.CELL; y++) {
      for (int x = left; x < left + Grid.CELL; x++) {
        sums.add(
            a.applyAsDouble((y + dy) * Grid.COLUMNS + x + dx),
            b.applyAsDouble(y * Grid.COLUMNS + x));
      }
    }
    return sums.value();
  }

  /** Standard deviation of a cell's small pixels. */
  static double contrast(IntToDoubleFunction picture, int cell) {
    int left = cell % Grid.ACROSS * Grid.CELL;
    int top = cell / Grid.ACROSS * Grid.CELL;
    Correlation sums = new Correlation();
    for (int y = top; y < top + Grid.CELL; y++) {
      for (int x = left; x < left + Grid.CELL; x++) {
        double value = picture.applyAsDouble(y * Grid.COLUMNS + x);
        sums.add(value, value);
      }
    }
    return sums.deviation();
  }

  /** Pearson's correlation of pairs. Used by one thread. */
  static final class Correlation {
    private static final double LEAST_VARIANCE = 1;

    private int count;
    private double sumA;
    private double sumB;
    private double sumAA;
    private double sumBB;
    private double sumAB;

    void add(double a, double b) {
      count++;
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
    }

    double value() {
      double varianceA = sumAA - sumA * sumA / count;
      double varianceB = sumBB - sumB * sumB / count;
      if (varianceA < LEAST_VARIANCE * count || varianceB < LEAST_VARIANCE * count) {
        return 0;
      }
      return (sumAB - sumA * sumB / count) / Math.sqrt(varianceA * varianceB);
    }

    /** Of the first of each pair. */
    double deviation() {
      return Math.sqrt(Math.max(0, sumAA / count - sumA / count * (sumA / count)));
    }
  }
}
