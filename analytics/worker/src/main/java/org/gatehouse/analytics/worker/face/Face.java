package org.gatehouse.analytics.worker.face;

import org.gatehouse.analytics.worker.tracking.Box;

/**
 * A face in a picture, in picture pixels.
 *
 * @param score 0 to 1
 * @param pointsX x of right eye, left eye, nose, mouth, right ear, left ear (the person's right)
 * @param pointsY y of the same
 */
public record Face(Box box, double score, double[] pointsX, double[] pointsY) {
  /** How many points there are. */
  public static final int POINTS = 6;

  static final int RIGHT_EYE = 0;
  static final int LEFT_EYE = 1;
  static final int NOSE = 2;
  static final int MOUTH = 3;

  /** Which point is where that one is, on the other side. */
  private static final int[] PARTNERS = {1, 0, 2, 3, 5, 4};

  /** The same, told with another certainty. */
  Face withScore(double other) {
    return new Face(box, other, pointsX, pointsY);
  }

  /** As a mirror shows it that is so wide; left and right of the person change places. */
  Face mirrored(double width) {
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = width - pointsX[PARTNERS[i]];
      y[i] = pointsY[PARTNERS[i]];
    }
    Box other = new Box(width - box.right(), box.y(), box.width(), box.height());
    return new Face(other, score, x, y);
  }

  /** The same, scaled and then moved. */
  Face mapped(double scale, double dx, double dy) {
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = pointsX[i] * scale + dx;
      y[i] = pointsY[i] * scale + dy;
    }
    Box moved =
        new Box(
            box.x() * scale + dx, box.y() * scale + dy, box.width() * scale, box.height() * scale);
    return new Face(moved, score, x, y);
  }

  /**
   * How far the face looks into the camera, 0 to 1: the nose lies midway between the eyes, and the
   * eyes are level.
   */
  public double frontality() {
    double eyesX = pointsX[LEFT_EYE] - pointsX[RIGHT_EYE];
    double eyesY = pointsY[LEFT_EYE] - pointsY[RIGHT_EYE];
    double apart = Math.hypot(eyesX, eyesY);
    if (apart < 1e-6 || box.width() <= 0) {
      return 0;
    }
    // Where the nose falls on the line from eye to eye: 0.5 is the middle.
    double along =
        ((pointsX[NOSE] - pointsX[RIGHT_EYE]) * eyesX
                + (pointsY[NOSE] - pointsY[RIGHT_EYE]) * eyesY)
            / (apart * apart);
    double yaw = Math.clamp(1 - 2 * Math.abs(along - 0.5), 0, 1);
    double roll = Math.clamp(1 - Math.abs(Math.atan2(eyesY, eyesX)) / (Math.PI / 3), 0, 1);
    double spread = Math.clamp(apart / (0.38 * box.width()), 0, 1);
    return yaw * spread * (0.5 + 0.5 * roll);
  }
}
