package org.gatehouse.bench.report;

/** The line through measured points by least squares. Used by one thread. */
public final class Slope {
  private int count;
  private double sumX;
  private double sumY;
  private double sumXX;
  private double sumXY;

  /** Adds a point. */
  public void add(double x, double y) {
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }

  /** How much y grows with each x; 0 until there are two different x. */
  public double perX() {
    double spread = count * sumXX - sumX * sumX;
    return spread <= 0 ? 0 : (count * sumXY - sumX * sumY) / spread;
  }
}
