package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Covers a place of one plane by running smoothly between four corner values, each the mean of what
 * lies just outside that corner. Stateless.
 */
final class Patch {
  /** How thick the rim is that the means are taken of, by the place's shorter side. */
  private static final double RIM = 0.15;

  private static final double GREY = 128;

  private Patch() {}

  /** Covers whole pixels. */
  static void cover(Mat plane, Box place) {
    if (place.width() < 1 || place.height() < 1) {
      return;
    }
    double rim = Math.max(1, Math.floor(RIM * Math.min(place.width(), place.height())));
    double w = Math.ceil(place.width() / 2);
    double h = Math.ceil(place.height() / 2);
    double left = place.x() - rim;
    double top = place.y() - rim;
    double midX = place.right() - w;
    double midY = place.bottom() - h;
    double[] corners = {
      mean(plane, new Box(left, top, w + rim, rim), new Box(left, top, rim, h + rim)),
      mean(plane, new Box(midX, top, w + rim, rim), new Box(place.right(), top, rim, h + rim)),
      mean(plane, new Box(left, place.bottom(), w + rim, rim), new Box(left, midY, rim, h + rim)),
      mean(
          plane,
          new Box(midX, place.bottom(), w + rim, rim),
          new Box(place.right(), midY, rim, h + rim))
    };
    fill(plane, place, filled(corners));
  }

  /** The mean of two strips as far as they lie in the picture; -1 where nothing does. */
  private static double mean(Mat plane, Box a, Box b) {
    double sum = 0;
    double area = 0;
    for (Box strip : new Box[] {a, b}) {
      Box inside = strip.clippedTo(plane.cols(), plane.rows());
      if (inside.area() >= 1) {
        sum += inside.area() * mean(plane, inside);
        area += inside.area();
      }
    }
    return area == 0 ? -1 : sum / area;
  }

  private static double mean(Mat plane, Box inside) {
    try (Rect rect = rect(inside);
        Mat part = new Mat(plane, rect);
        Scalar value = opencv_core.mean(part)) {
      return value.get(0);
    }
  }

  /** Corners at the picture's edge take the mean of the others. */
  private static double[] filled(double[] corners) {
    double sum = 0;
    int known = 0;
    for (double corner : corners) {
      sum += corner < 0 ? 0 : corner;
      known += corner < 0 ? 0 : 1;
    }
    double[] filled = new double[corners.length];
    for (int i = 0; i < corners.length; i++) {
      double rest = known == 0 ? GREY : sum / known;
      filled[i] = corners[i] < 0 ? rest : corners[i];
    }
    return filled;
  }

  private static void fill(Mat plane, Box place, double[] corners) {
    byte[] values = new byte[corners.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(corners[i]);
    }
    try (Rect rect = rect(place);
        Mat part = new Mat(plane, rect);
        Mat tiny = new Mat(2, 2, CV_8UC1);
        Mat smooth = new Mat();
        Size size = new Size(rect.width(), rect.height())) {
      tiny.data().put(values);
      resize(tiny, smooth, size, 0, 0, INTER_LINEAR);
      smooth.copyTo(part);
    }
  }

  private static Rect rect(Box box) {
    return new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
  }
}
