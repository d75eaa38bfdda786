package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Finds lines of text that have the shape of a plate by the PP-OCRv4 detector. Holds a buffer: used
 * by one thread.
 */
final class PpOcrDetector implements PlateDetector {
  /** PaddleOCR normalises the planes B, G, R by these figures in this order. */
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

  private static final float[] STD = {0.229f, 0.224f, 0.225f};

  /** The network halves the picture five times. */
  private static final int STRIDE = 32;

  private final OnnxModel model;
  private FloatBuffer input = Tensors.allocate(3 * 736 * 416);

  /** On a loaded model. */
  PpOcrDetector(OnnxModel model) {
    this.model = model;
  }

  @Override
  public List<TextBox> detect(Mat bgr, Box region, int longSide, Sensitivity sensitivity) {
    Box inside = region.clippedTo(bgr.cols(), bgr.rows());
    int width = (int) inside.width();
    int height = (int) inside.height();
    if (width < 8 || height < 8) {
      return List.of();
    }
    double scale = longSide / (double) Math.max(width, height);
    int netWidth = toStride(width * scale);
    int netHeight = toStride(height * scale);
    try (Rect rect = new Rect((int) inside.x(), (int) inside.y(), width, height);
        Mat part = new Mat(bgr, rect);
        Mat small = new Mat();
        Size size = new Size(netWidth, netHeight)) {
      resize(part, small, size, 0, 0, scale < 0.6 ? INTER_AREA : INTER_LINEAR);
      List<TextBox> boxes = run(small, netWidth, netHeight, sensitivity);
      return toPicture(
          boxes,
          sensitivity.minAspect(),
          width / (double) netWidth,
          height / (double) netHeight,
          (int) inside.x(),
          (int) inside.y());
    }
  }

  private List<TextBox> run(Mat small, int width, int height, Sensitivity sensitivity) {
    int count = 3 * width * height;
    if (input.capacity() < count) {
      input = Tensors.allocate(count);
    }
    Tensors.planes(small, input, width, MEAN, STD);
    input.position(0).limit(count);
    float[] map = model.run(input, 1, 3, height, width).getFirst().values();
    input.clear();
    return DbPostProcess.boxes(map, width, height, sensitivity);
  }

  private static List<TextBox> toPicture(
      List<TextBox> boxes, double minAspect, double scaleX, double scaleY, int dx, int dy) {
    List<TextBox> mapped = new ArrayList<>();
    for (TextBox box : boxes) {
      Quad quad = box.quad().mapped(scaleX, scaleY, dx, dy);
      if (quad.width() >= minAspect * quad.height()) {
        mapped.add(new TextBox(quad, box.score()));
      }
    }
    return mapped;
  }

  private static int toStride(double pixels) {
    return Math.max(STRIDE, (int) Math.round(pixels / STRIDE) * STRIDE);
  }
}
