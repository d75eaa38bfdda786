package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Cuts a plate out of a picture and sets it upright. Stateless. */
public final class PlateRectifier {
  /** Pixels of height in which edges are raised, how far an edge reaches, and by how much. */
  private static final int LARGE = 96;

  private static final double SOFTNESS = 4;
  private static final double RAISED = 0.8;

  private PlateRectifier() {}

  /** The plate at the size that it has in the picture; the caller closes it. */
  public static Mat rectify(Mat bgr, Quad quad) {
    int width = Math.max(8, (int) Math.round(quad.width()));
    int height = Math.max(4, (int) Math.round(quad.height()));
    try (Mat from = points(quad.x(), quad.y());
        Mat to = points(new float[] {0, width, width, 0}, new float[] {0, 0, height, height});
        Mat transform = getPerspectiveTransform(from, to);
        Size size = new Size(width, height);
        Scalar none = new Scalar()) {
      Mat plate = new Mat();
      warpPerspective(bgr, plate, transform, size, INTER_CUBIC, BORDER_REPLICATE, none);
      return plate;
    }
  }

  /** An upright plate, enlarged and with its edges raised; the caller closes it. */
  public static Mat sharpened(Mat plate) {
    int width = Math.max(8, (int) Math.round(plate.cols() * (double) LARGE / plate.rows()));
    try (Mat large = new Mat();
        Mat soft = new Mat();
        Size size = new Size(width, LARGE);
        Size any = new Size(0, 0)) {
      resize(plate, large, size, 0, 0, INTER_CUBIC);
      GaussianBlur(large, soft, any, SOFTNESS);
      Mat sharp = new Mat();
      addWeighted(large, 1 + RAISED, soft, -RAISED, 0, sharp);
      return sharp;
    }
  }

  private static Mat points(float[] x, float[] y) {
    Mat points = new Mat(4, 1, CV_32FC2);
    FloatPointer data = new FloatPointer(points.data());
    for (int i = 0; i < 4; i++) {
      data.put(2L * i, x[i]).put(2L * i + 1, y[i]);
    }
    return points;
  }
}
