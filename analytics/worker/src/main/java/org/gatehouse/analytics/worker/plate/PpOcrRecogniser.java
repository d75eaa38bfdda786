package org.gatehouse.analytics.worker.plate;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.OnnxModel;

/**
 * Reads the characters by the PP-OCRv4 recogniser; where Chinese plates are looked for, our own
 * head on it is heard, too. Holds a buffer: used by one thread.
 */
final class PpOcrRecogniser implements PlateRecogniser {
  private final OnnxModel model;
  private final int[] folding;
  private final boolean chinese;
  private final PpOcrInput input = new PpOcrInput();

  /** On a loaded model and its characters. */
  PpOcrRecogniser(OnnxModel model, List<String> keys, boolean chinese) {
    this.model = model;
    this.folding = PlateAlphabet.folding(keys);
    this.chinese = chinese;
  }

  @Override
  public CtcMatrix read(Mat plate) {
    input.take(plate);
    List<OnnxModel.Output> outputs = model.run(input.values(), input.shape());
    OnnxModel.Output belief = outputs.getFirst();
    CtcMatrix seen = CtcMatrix.of(belief.values(), (int) belief.shape()[1], folding);
    return chinese ? PlateHead.join(seen, outputs.get(1).values(), input.steps()) : seen;
  }
}
