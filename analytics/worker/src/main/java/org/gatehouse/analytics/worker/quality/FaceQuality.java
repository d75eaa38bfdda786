package org.gatehouse.analytics.worker.quality;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * How well a picture shows a face: its height, sharpness, turn, exposure, and whether it lies whole
 * inside the picture. Nothing here depends on whose face it is. Stateless.
 */
public final class FaceQuality {
  private static final double FULL_HEIGHT = 160;
  private static final double FULL_SHARPNESS = 18;
  private static final int SHARPNESS_HEIGHT = 64;

  /** What room is wanted beside a face, in its widths. */
  private static final double ROOM = 0.3;

  private FaceQuality() {}

  /** 0 to 1; comparable between faces of one track. */
  public static double of(Mat bgr, Face face) {
    Box box = face.box().clippedTo(bgr.cols(), bgr.rows());
    if (box.width() < 8 || box.height() < 8) {
      return 0;
    }
    try (Rect rect = new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        Mat part = new Mat(bgr, rect);
        Mat gray = new Mat()) {
      cvtColor(part, gray, COLOR_BGR2GRAY);
      return combine(
          face.box().height(),
          Sharpness.of(part, SHARPNESS_HEIGHT),
          face.frontality(),
          Exposure.of(Tensors.bytes(gray)),
          margin(face.box(), bgr.cols(), bgr.rows()));
    }
  }

  /** Each measure scales the whole, none can be bought off by another. */
  static double combine(
      double height, double sharpness, double frontality, double exposure, double margin) {
    return Math.sqrt(Math.clamp(height / FULL_HEIGHT, 0, 1))
        * (0.3 + 0.7 * Math.clamp(sharpness / FULL_SHARPNESS, 0, 1))
        * (0.25 + 0.75 * frontality)
        * (0.4 + 0.6 * exposure)
        * margin;
  }

  /** 1 with room on all sides, less near an edge, little when the edge cuts the face. */
  static double margin(Box box, int pictureWidth, int pictureHeight) {
    double nearest =
        Math.min(
            Math.min(box.x(), pictureWidth - box.right()),
            Math.min(box.y(), pictureHeight - box.bottom()));
    return Math.clamp(0.6 + 0.4 * nearest / (ROOM * box.width()), 0.1, 1);
  }
}
