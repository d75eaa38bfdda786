package org.gatehouse.analytics.worker.plate;

import java.util.List;

/**
 * Another way to cut the same plate out, in shares of the box: a recogniser that is in doubt about
 * one cut often is not about another. Pure.
 *
 * @param left how much longer at the start of the text; negative is shorter
 * @param right how much longer at its end
 * @param top how much higher
 * @param bottom how much lower
 * @param shear how far the upper edge is moved along the text against the lower one, in heights
 */
record Crop(double left, double right, double top, double bottom, double shear) {
  /** What is tried in doubt: tighter, wider, slanted to either side, either end cut. */
  static final List<Crop> OTHERS =
      List.of(
          new Crop(0, 0, -0.1, -0.1, 0),
          new Crop(-0.025, -0.025, -0.16, -0.16, 0),
          new Crop(0.03, 0.03, 0.05, 0.05, 0),
          new Crop(0, 0, -0.08, -0.08, 0.16),
          new Crop(0, 0, -0.08, -0.08, -0.16),
          new Crop(-0.06, 0, -0.08, -0.08, 0),
          new Crop(0.02, -0.05, -0.05, -0.12, 0));

  /** What is also tried with edges sharpened. */
  static final List<Crop> SHARPENED =
      List.of(OTHERS.get(0), OTHERS.get(1), OTHERS.get(2), OTHERS.get(5));

  /** The box cut so. */
  Quad of(Quad box) {
    double[] u = {-left, 1 + right, 1 + right, -left};
    double[] v = {-top, -top, 1 + bottom, 1 + bottom};
    double slant = shear * box.height() / Math.max(1, box.width());
    float[] x = new float[4];
    float[] y = new float[4];
    for (int i = 0; i < 4; i++) {
      double along = u[i] + slant * (0.5 - v[i]);
      x[i] = (float) at(box.x(), along, v[i]);
      y[i] = (float) at(box.y(), along, v[i]);
    }
    return new Quad(x, y);
  }

  /** Bilinear between the corners, and beyond them. */
  private static double at(float[] corner, double u, double v) {
    double upper = corner[0] + u * (corner[1] - corner[0]);
    double lower = corner[3] + u * (corner[2] - corner[3]);
    return upper + v * (lower - upper);
  }
}
