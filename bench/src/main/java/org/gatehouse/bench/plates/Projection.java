package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a pinhole camera sees a flat plate. Pure.
 *
 * @param width of the plate, in pixels
 * @param height of it, in pixels
 * @param yaw how far it is turned about its upright axis, radians
 * @param pitch about its level axis
 * @param roll in its plane
 * @param centreX where its centre is seen
 * @param centreY where its centre is seen
 */
record Projection(
    double width,
    double height,
    double yaw,
    double pitch,
    double roll,
    double centreX,
    double centreY) {
  /** Distance of the camera in widths of the plate. */
  private static final double DISTANCE = 5;

  /** Where a point of the plate is seen, in shares of the plate from its top left corner. */
  double[] at(double u, double v) {
    double px = (u - 0.5) * width;
    double py = (v - 0.5) * height;
    double rx = px * Math.cos(roll) - py * Math.sin(roll);
    double ry = px * Math.sin(roll) + py * Math.cos(roll);
    double depth = rx * Math.sin(yaw) + ry * Math.cos(yaw) * Math.sin(pitch);
    double near = DISTANCE * width / (DISTANCE * width + depth);
    return new double[] {
      centreX + rx * Math.cos(yaw) * near,
      centreY + (ry * Math.cos(pitch) - rx * Math.sin(yaw) * Math.sin(pitch)) * near
    };
  }

  /** The same seen by a camera of so many times as many pixels. */
  Projection enlarged(double times) {
    return new Projection(
        width * times, height * times, yaw, pitch, roll, centreX * times, centreY * times);
  }

  /** Its corners, clockwise from the top left one; the caller closes it. */
  Mat corners() {
    double[] u = {0, 1, 1, 0};
    double[] v = {0, 0, 1, 1};
    float[] x = new float[4];
    float[] y = new float[4];
    for (int i = 0; i < 4; i++) {
      double[] point = at(u[i], v[i]);
      x[i] = (float) point[0];
      y[i] = (float) point[1];
    }
    return points(x, y);
  }

  /** Four points for OpenCV; the caller closes them. */
  static Mat points(float[] x, float[] y) {
    Mat points = new Mat(4, 1, CV_32FC2);
    FloatPointer data = new FloatPointer(points.data());
    for (int i = 0; i < 4; i++) {
      data.put(2L * i, x[i]).put(2L * i + 1, y[i]);
    }
    return points;
  }
}
