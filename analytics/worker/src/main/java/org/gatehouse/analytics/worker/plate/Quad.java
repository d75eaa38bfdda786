package org.gatehouse.analytics.worker.plate;

import org.gatehouse.analytics.worker.tracking.Box;

/**
 * A four-cornered box in picture pixels, corners clockwise from the top left one of the text.
 *
 * @param x the corners' x
 * @param y the corners' y
 */
public record Quad(float[] x, float[] y) {
  /** Puts four corners of a rectangle in any order into reading order. */
  public static Quad ordered(float[] x, float[] y) {
    int[] order = {0, 1, 2, 3};
    float cx = (x[0] + x[1] + x[2] + x[3]) / 4;
    float cy = (y[0] + y[1] + y[2] + y[3]) / 4;
    // Clockwise on screen: y grows downwards.
    for (int i = 0; i < 3; i++) {
      for (int j = i + 1; j < 4; j++) {
        if (angle(x, y, cx, cy, order[j]) < angle(x, y, cx, cy, order[i])) {
          int swap = order[i];
          order[i] = order[j];
          order[j] = swap;
        }
      }
    }
    int first = 0;
    for (int i = 1; i < 4; i++) {
      if (x[order[i]] + y[order[i]] < x[order[first]] + y[order[first]]) {
        first = i;
      }
    }
    float[] ox = new float[4];
    float[] oy = new float[4];
    for (int i = 0; i < 4; i++) {
      ox[i] = x[order[(first + i) % 4]];
      oy[i] = y[order[(first + i) % 4]];
    }
    return new Quad(ox, oy);
  }

  private static double angle(float[] x, float[] y, float cx, float cy, int i) {
    return Math.atan2(y[i] - cy, x[i] - cx);
  }

  /** Along the text, in pixels. */
  public double width() {
    return Math.max(Math.hypot(x[1] - x[0], y[1] - y[0]), Math.hypot(x[2] - x[3], y[2] - y[3]));
  }

  /** Across the text, in pixels. */
  public double height() {
    return Math.max(Math.hypot(x[3] - x[0], y[3] - y[0]), Math.hypot(x[2] - x[1], y[2] - y[1]));
  }

  /** The upright box around it. */
  public Box bounds() {
    double left = Math.min(Math.min(x[0], x[1]), Math.min(x[2], x[3]));
    double right = Math.max(Math.max(x[0], x[1]), Math.max(x[2], x[3]));
    double top = Math.min(Math.min(y[0], y[1]), Math.min(y[2], y[3]));
    double bottom = Math.max(Math.max(y[0], y[1]), Math.max(y[2], y[3]));
    return new Box(left, top, right - left, bottom - top);
  }

  /** The same with each corner scaled and then moved. */
  public Quad mapped(double scaleX, double scaleY, double dx, double dy) {
    float[] mx = new float[4];
    float[] my = new float[4];
    for (int i = 0; i < 4; i++) {
      mx[i] = (float) (x[i] * scaleX + dx);
      my[i] = (float) (y[i] * scaleY + dy);
    }
    return new Quad(mx, my);
  }

  /** Whether another box goes on with the same line, at most a wide gap behind this one. */
  boolean isContinuedBy(Quad next) {
    double higher = Math.max(height(), next.height()) / Math.min(height(), next.height());
    double gap = Math.hypot(next.x[0] - x[1], next.y[0] - y[1]);
    Box mine = bounds();
    Box other = next.bounds();
    return higher < 1.5
        && other.centreX() > mine.centreX()
        && other.x() > mine.centreX()
        && Math.abs(other.centreY() - mine.centreY()) < 0.5 * Math.min(height(), next.height())
        && gap < 1.2 * height();
  }

  /** From this box's start to the end of one that continues its line. */
  Quad joined(Quad next) {
    return new Quad(
        new float[] {x[0], next.x[1], next.x[2], x[3]},
        new float[] {y[0], next.y[1], next.y[2], y[3]});
  }

  /** An upright box around this one and one below it. */
  Quad upTo(Quad lower) {
    Box mine = bounds();
    Box other = lower.bounds();
    float left = (float) Math.min(mine.x(), other.x());
    float right = (float) Math.max(mine.right(), other.right());
    float top = (float) mine.y();
    float bottom = (float) other.bottom();
    return new Quad(new float[] {left, right, right, left}, new float[] {top, top, bottom, bottom});
  }

  /** The same, longer at both ends of the text by {@code share} of its width. */
  public Quad widened(double share) {
    return widened(share, share);
  }

  /** The same, longer at the text's start and end by shares of its width. */
  public Quad widened(double left, double right) {
    float[] wx = new float[4];
    float[] wy = new float[4];
    int[] other = {1, 0, 3, 2};
    double[] share = {left, right, right, left};
    for (int i = 0; i < 4; i++) {
      wx[i] = (float) (x[i] + (x[i] - x[other[i]]) * share[i]);
      wy[i] = (float) (y[i] + (y[i] - y[other[i]]) * share[i]);
    }
    return new Quad(wx, wy);
  }
}
