package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_LIST;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.minAreaRect;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.RotatedRect;

/**
 * From a map of text probability to boxes, as "differentiable binarization" shrank them in
 * training: binarise, take each blob's minimum-area rectangle, and grow it again. Stateless.
 */
public final class DbPostProcess {
  /** How far a shrunk box grows: area times this by perimeter, on each side. */
  static final double UNCLIP = 1.9;

  /** Shorter sides are specks. */
  private static final double MIN_SIDE = 3;

  private static final int MAX_BLOBS = 300;

  private DbPostProcess() {}

  /** Boxes in the map's own pixels. */
  public static List<TextBox> boxes(float[] map, int width, int height, Sensitivity sensitivity) {
    List<TextBox> boxes = new ArrayList<>();
    try (Mat mask = mask(map, width, height, sensitivity.pixel());
        MatVector contours = new MatVector()) {
      findContours(mask, contours, RETR_LIST, CHAIN_APPROX_SIMPLE);
      for (long i = 0; i < Math.min(contours.size(), MAX_BLOBS); i++) {
        try (Mat contour = contours.get(i);
            RotatedRect rectangle = minAreaRect(contour)) {
          add(boxes, map, width, height, rectangle, sensitivity.box());
        }
      }
    }
    return boxes;
  }

  private static Mat mask(float[] map, int width, int height, float threshold) {
    byte[] bits = new byte[width * height];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) (map[i] > threshold ? 255 : 0);
    }
    Mat mask = new Mat(height, width, CV_8UC1);
    mask.data().put(bits);
    return mask;
  }

  private static void add(
      List<TextBox> boxes,
      float[] map,
      int width,
      int height,
      RotatedRect rectangle,
      float minScore) {
    double w = rectangle.size().width();
    double h = rectangle.size().height();
    if (Math.min(w, h) < MIN_SIDE) {
      return;
    }
    double cx = rectangle.center().x();
    double cy = rectangle.center().y();
    double angle = Math.toRadians(rectangle.angle());
    Quad core = rectangle(cx, cy, w, h, angle);
    float score = meanInside(map, width, height, core);
    if (score < minScore) {
      return;
    }
    double grow = 2 * w * h * UNCLIP / (2 * (w + h));
    boxes.add(new TextBox(rectangle(cx, cy, w + grow, h + grow, angle), score));
  }

  private static Quad rectangle(double cx, double cy, double w, double h, double angle) {
    double ux = Math.cos(angle) * w / 2;
    double uy = Math.sin(angle) * w / 2;
    double vx = -Math.sin(angle) * h / 2;
    double vy = Math.cos(angle) * h / 2;
    float[] x = {
      (float) (cx - ux - vx), (float) (cx + ux - vx), (float) (cx + ux + vx), (float) (cx - ux + vx)
    };
    float[] y = {
      (float) (cy - uy - vy), (float) (cy + uy - vy), (float) (cy + uy + vy), (float) (cy - uy + vy)
    };
    return Quad.ordered(x, y);
  }

  /** Mean of the map over the pixels whose centre lies inside a convex quad. */
  static float meanInside(float[] map, int width, int height, Quad quad) {
    var bounds = quad.bounds();
    int left = (int) Math.max(0, Math.floor(bounds.x()));
    int top = (int) Math.max(0, Math.floor(bounds.y()));
    int right = (int) Math.min(width - 1, Math.ceil(bounds.right()));
    int bottom = (int) Math.min(height - 1, Math.ceil(bounds.bottom()));
    double sum = 0;
    int count = 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        if (inside(quad, x, y)) {
          sum += map[y * width + x];
          count++;
        }
      }
    }
    return count == 0 ? 0 : (float) (sum / count);
  }

  private static boolean inside(Quad quad, float px, float py) {
    for (int i = 0; i < 4; i++) {
      int j = (i + 1) % 4;
      float cross =
          (quad.x()[j] - quad.x()[i]) * (py - quad.y()[i])
              - (quad.y()[j] - quad.y()[i]) * (px - quad.x()[i]);
      if (cross < -0.5f) {
        return false;
      }
    }
    return true;
  }
}
