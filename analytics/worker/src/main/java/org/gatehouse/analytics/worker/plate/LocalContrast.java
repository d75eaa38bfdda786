package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Raises contrast place by place (CLAHE), so that a plate in the dark between two headlights stands
 * out as others do. Stateless.
 */
public final class LocalContrast {
  private static final double LIMIT = 3;

  /** Parts of a region's longer side within which contrast is raised alike. */
  private static final double ACROSS = 8;

  private static final double DOWN = 14;

  private LocalContrast() {}

  /**
   * A copy of a picture with more contrast in a region, which is gray there; the caller closes it.
   *
   * @param bgr 8-bit BGR
   * @param region in pixels; clipped to the picture
   */
  public static Mat raised(Mat bgr, Box region) {
    Mat copy = bgr.clone();
    Box inside = region.clippedTo(bgr.cols(), bgr.rows());
    if (inside.area() > 0) {
      raise(copy, inside);
    }
    return copy;
  }

  private static void raise(Mat bgr, Box inside) {
    double side = Math.max(inside.width(), inside.height());
    int across = (int) Math.max(1, Math.round(ACROSS * inside.width() / side));
    int down = (int) Math.max(1, Math.round(DOWN * inside.height() / side));
    try (Rect rect =
            new Rect(
                (int) inside.x(), (int) inside.y(), (int) inside.width(), (int) inside.height());
        Mat part = new Mat(bgr, rect);
        Mat gray = new Mat();
        Mat raised = new Mat();
        Size tiles = new Size(across, down);
        CLAHE clahe = createCLAHE(LIMIT, tiles)) {
      cvtColor(part, gray, COLOR_BGR2GRAY);
      clahe.apply(gray, gray);
      cvtColor(gray, raised, COLOR_GRAY2BGR);
      raised.copyTo(part);
    }
  }
}
