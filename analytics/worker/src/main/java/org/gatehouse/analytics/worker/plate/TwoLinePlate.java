package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_core.hconcat;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.regex.Pattern;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Lorries and buses carry the province in a small line above the serial number. The recogniser
 * reads one line: the upper one is cut out where it must be and set before the lower one.
 * Stateless.
 */
public final class TwoLinePlate {
  private static final int HEIGHT = 48;
  private static final double MIN_ASPECT = 1.5;
  private static final double MAX_ASPECT = 3.2;

  /** The upper line, in widths and heights of the lower one. */
  private static final double LEFT = 0.15;

  private static final double RIGHT = 0.85;
  private static final double TOP = -0.45;
  private static final double BOTTOM = 0.06;

  /** A box around the lower line alone is so wide; a higher one reaches into the upper line. */
  private static final double LOWER_ASPECT = 2.45;

  private static final int MIN_SERIAL = 4;
  private static final int MAX_SERIAL = 6;

  /** Trailers, learners and the police have a mark behind the serial number. */
  private static final Pattern SERIAL =
      Pattern.compile("[0-9A-Z]{3,}[" + PlateAlphabet.MARKS + "]{0,2}");

  private TwoLinePlate() {}

  /** Whether a reading can be the lower line of two. */
  public static boolean isLowerLine(PlateReading reading, Quad quad) {
    String text = reading.greedy();
    double aspect = quad.width() / quad.height();
    return text.length() >= MIN_SERIAL
        && text.length() <= MAX_SERIAL
        && SERIAL.matcher(text).matches()
        && aspect >= MIN_ASPECT
        && aspect <= MAX_ASPECT;
  }

  /** Both lines beside each other; the caller closes it. */
  public static Mat inOneLine(Mat bgr, Quad lower) {
    double share = Math.min(1, lower.width() / lower.height() / LOWER_ASPECT);
    double from = 1 - share;
    Quad upper = part(lower, LEFT, RIGHT, from + TOP * share, from + BOTTOM * share);
    return inOneLine(bgr, upper, part(lower, 0, 1, from, 1));
  }

  /** Both lines, each boxed for itself, beside each other; the caller closes it. */
  static Mat inOneLine(Mat bgr, Quad upper, Quad lower) {
    try (Mat top = PlateRectifier.rectify(bgr, upper);
        Mat bottom = PlateRectifier.rectify(bgr, lower);
        Mat topScaled = scaled(top);
        Mat bottomScaled = scaled(bottom)) {
      Mat line = new Mat();
      hconcat(topScaled, bottomScaled, line);
      return line;
    }
  }

  /** Whether a box lies above another one as the upper line of the same plate does. */
  static boolean isAbove(Quad upper, Quad lower) {
    Box top = upper.bounds();
    Box bottom = lower.bounds();
    return top.centreX() > bottom.x()
        && top.centreX() < bottom.right()
        && top.width() < 1.1 * bottom.width()
        && top.width() > 0.3 * bottom.width()
        && top.centreY() < bottom.y() + 0.2 * bottom.height()
        && top.bottom() > bottom.y() - 0.3 * bottom.height();
  }

  private static Mat scaled(Mat plate) {
    int width = Math.max(8, (int) Math.round(plate.cols() * (double) HEIGHT / plate.rows()));
    Mat scaled = new Mat();
    try (Size size = new Size(width, HEIGHT)) {
      resize(plate, scaled, size, 0, 0, INTER_CUBIC);
    }
    return scaled;
  }

  /** A part of a box, in shares of it from its top left corner. */
  private static Quad part(Quad box, double left, double right, double top, double bottom) {
    double[] u = {left, right, right, left};
    double[] v = {top, top, bottom, bottom};
    float[] x = new float[4];
    float[] y = new float[4];
    for (int i = 0; i < 4; i++) {
      x[i] = (float) along(box.x(), u[i], v[i]);
      y[i] = (float) along(box.y(), u[i], v[i]);
    }
    return new Quad(x, y);
  }

  private static double along(float[] c, double u, double v) {
    return c[0] + u * (c[1] - c[0]) + v * (c[3] - c[0]);
  }
}
