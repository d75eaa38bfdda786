package org.gatehouse.bench.ingest;

/** The line through measured points by least squares. Used by one thread. */
final class Slope {
  private int count;
  private double sumX;
  private double sumY;
  private double sumXX;
  private double sumXY;

  void add(double x, double y) {
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }

  /** How much y grows with each x; 0 until there are two different x. */
  double perX() {
    double spread = count * sumXX - sumX * sumX;
    return spread <= 0 ? 0 : (count * sumXY - sumX * sumY) / spread;
  }
}
