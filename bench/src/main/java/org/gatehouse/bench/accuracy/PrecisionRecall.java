package org.gatehouse.bench.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How precision falls while recall grows, from the surest finding on. Not thread-safe. */
final class PrecisionRecall {
  private final int wanted;
  private final List<Finding> findings = new ArrayList<>();

  private record Finding(double score, boolean right) {}

  private record Point(double recall, double precision) {}

  /**
   * @param wanted how many there are to be found
   */
  PrecisionRecall(int wanted) {
    this.wanted = wanted;
  }

  int wanted() {
    return wanted;
  }

  void add(double score, boolean right) {
    findings.add(new Finding(score, right));
  }

  /** The area below the curve, precision being the best at this recall or more. */
  double averagePrecision() {
    List<Point> curve = curve();
    double area = 0;
    double best = 0;
    for (int i = curve.size() - 1; i >= 0; i--) {
      best = Math.max(best, curve.get(i).precision);
      double before = i == 0 ? 0 : curve.get(i - 1).recall;
      area += best * (curve.get(i).recall - before);
    }
    return area;
  }

  /** The most that can be found while at least that part of what is told is right. */
  double recallAt(double precision) {
    return curve().stream()
        .filter(point -> point.precision >= precision)
        .mapToDouble(Point::recall)
        .max()
        .orElse(0);
  }

  private List<Point> curve() {
    List<Finding> ranked = new ArrayList<>(findings);
    ranked.sort(Comparator.comparingDouble(Finding::score).reversed());
    List<Point> curve = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < ranked.size(); i++) {
      right += ranked.get(i).right ? 1 : 0;
      boolean same = i + 1 < ranked.size() && ranked.get(i + 1).score == ranked.get(i).score;
      if (!same) {
        curve.add(new Point((double) right / Math.max(1, wanted), (double) right / (i + 1)));
      }
    }
    return curve;
  }
}
