package org.gatehouse.analytics.worker.plate;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;

/** Reads the characters by the PP-OCRv4 recogniser. Holds a buffer: used by one thread. */
final class PpOcrRecogniser implements PlateRecogniser {
  private static final int HEIGHT = 48;

  /** The width that the network was trained with; the rest of it is filled with zeros. */
  private static final int WIDTH = 320;

  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private final OnnxModel model;
  private final int[] folding;
  private final FloatBuffer input = Tensors.allocate(3 * HEIGHT * WIDTH);

  /** On a loaded model and its characters. */
  PpOcrRecogniser(OnnxModel model, List<String> keys) {
    this.model = model;
    this.folding = PlateAlphabet.folding(keys);
  }

  @Override
  public CtcMatrix read(Mat plate) {
    int width = (int) Math.ceil(HEIGHT * plate.cols() / (double) plate.rows());
    width = Math.clamp(width, HEIGHT / 2, WIDTH);
    for (int i = 0; i < input.capacity(); i++) {
      input.put(i, 0f);
    }
    try (Mat scaled = new Mat();
        Size size = new Size(width, HEIGHT)) {
      resize(plate, scaled, size, 0, 0, INTER_LINEAR);
      Tensors.planes(scaled, input, WIDTH, HALF, HALF);
    }
    OnnxModel.Output output = model.run(input, 1, 3, HEIGHT, WIDTH).getFirst();
    return CtcMatrix.of(output.values(), (int) output.shape()[1], folding);
  }
}
