package org.gatehouse.analytics.worker.quality;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** How much fine detail a picture has. Stateless. */
public final class Sharpness {
  private Sharpness() {}

  /**
   * Standard deviation of the Laplacian on a copy of fixed height, in gray levels: grows with
   * detail and contrast; 0 for a plain surface.
   */
  public static double of(Mat bgr, int height) {
    int width = Math.max(8, (int) Math.round(bgr.cols() * (double) height / bgr.rows()));
    try (Mat gray = new Mat();
        Mat scaled = new Mat();
        Mat edges = new Mat();
        Mat mean = new Mat();
        Mat deviation = new Mat();
        Size size = new Size(width, height)) {
      cvtColor(bgr, gray, COLOR_BGR2GRAY);
      resize(gray, scaled, size, 0, 0, INTER_AREA);
      Laplacian(scaled, edges, CV_32F);
      meanStdDev(edges, mean, deviation);
      return deviation.createBuffer().limit() == 0
          ? 0
          : new org.bytedeco.javacpp.DoublePointer(deviation.data()).get(0);
    }
  }
}
