package org.gatehouse.analytics.worker.face;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.tracking.Box;

/** Makes the faces of a picture unrecognisable, in place. Used by one thread. */
public final class FaceBlur {
  /** Rather blur a hubcap than show a face. */
  private static final double MIN_SCORE = 0.35;

  private static final double MARGIN = 1.5;

  /** What is left of a face, in pixels across. */
  private static final int REST = 5;

  private static final int SMOOTHING = 9;

  private final FaceDetector detector;

  /** On a detector of the same thread. */
  public FaceBlur(FaceDetector detector) {
    this.detector = detector;
  }

  /** Blurs all faces; says how many. */
  public int blur(Mat bgr) {
    int count = 0;
    for (Face face : detector.anySign(bgr, MIN_SCORE)) {
      Box box = face.box().scaled(MARGIN, MARGIN).clippedTo(bgr.cols(), bgr.rows());
      if (box.width() >= 2 && box.height() >= 2) {
        blur(bgr, box);
        count++;
      }
    }
    return count;
  }

  static void blur(Mat bgr, Box box) {
    try (Rect rect = new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        Mat region = new Mat(bgr, rect);
        Mat rest = new Mat();
        Mat smooth = new Mat();
        Size tiny = new Size(REST, REST);
        Size full = new Size(rect.width(), rect.height());
        Size kernel = new Size(SMOOTHING, SMOOTHING)) {
      resize(region, rest, tiny, 0, 0, INTER_AREA);
      resize(rest, smooth, full, 0, 0, INTER_LINEAR);
      GaussianBlur(smooth, smooth, kernel, 0);
      smooth.copyTo(region);
    }
  }
}
