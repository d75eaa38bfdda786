package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;

/** A plate as the PP-OCRv4 recogniser wants it. Holds a buffer: used by one thread. */
public final class PpOcrInput {
  private static final int HEIGHT = 48;

  /** The width that the network was trained with; the rest of it is filled with zeros. */
  private static final int WIDTH = 320;

  /** Pixels of a step. */
  private static final int STRIDE = 8;

  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private final FloatBuffer values = Tensors.allocate(3 * HEIGHT * WIDTH);
  private int steps;

  /**
   * Takes a plate.
   *
   * @param plate one line of characters, upright, 8-bit BGR of any size
   */
  public void take(Mat plate) {
    int width = (int) Math.ceil(HEIGHT * plate.cols() / (double) plate.rows());
    width = Math.clamp(width, HEIGHT / 2, WIDTH);
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, 0f);
    }
    try (Mat scaled = new Mat();
        Size size = new Size(width, HEIGHT)) {
      resize(plate, scaled, size, 0, 0, INTER_LINEAR);
      Tensors.planes(scaled, values, WIDTH, HALF, HALF);
    }
    steps = Math.min(WIDTH / STRIDE, (width + STRIDE - 1) / STRIDE + 1);
  }

  /** What is put in; good until the next plate is taken. */
  public FloatBuffer values() {
    return values;
  }

  /** The shape of it. */
  public long[] shape() {
    return new long[] {1, 3, HEIGHT, WIDTH};
  }

  /** How many steps of what comes out show the plate; the others show the zeros behind it. */
  public int steps() {
    return steps;
  }
}
