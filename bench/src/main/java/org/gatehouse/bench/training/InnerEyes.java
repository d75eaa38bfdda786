package org.gatehouse.bench.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelAllowList;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.analytics.worker.plate.PpOcrInput;
import org.gatehouse.bench.engine.BenchFailure;

/** The PP-OCRv4 recogniser with its head open: what is in it comes out, too. Used by one thread. */
final class InnerEyes implements AutoCloseable {
  private static final String BELIEF = "softmax_11.tmp_0";

  /** What its eyes see of each step: 1 x values x 1 x steps. */
  private static final String SEEN = "p2o.AveragePool.1";

  /** What it makes of that: 1 x steps x values. */
  private static final String MADE = "transpose_51.tmp_0";

  private static final int SEEN_VALUES = 480;
  private static final int MADE_VALUES = 120;

  /** Inner values of a step. */
  static final int VALUES = SEEN_VALUES + MADE_VALUES;

  /**
   * ModelProto.graph, GraphProto.output and ValueInfoProto.name of onnx.proto, as Protobuf has it.
   */
  private static final List<Integer> FIELDS = List.of(1, 12, 7);

  private final OrtSession session;
  private final PpOcrInput input = new PpOcrInput();
  private final int[] folding;

  /**
   * What it made of a plate.
   *
   * @param steps that show the plate
   * @param inner by step and then by value
   */
  record Look(CtcMatrix belief, int steps, float[][] inner) {}

  /**
   * Opens the recogniser.
   *
   * @param keys its characters
   */
  InnerEyes(List<String> keys) {
    this.folding = PlateAlphabet.folding(keys);
    try (InputStream in =
            InnerEyes.class
                .getClassLoader()
                .getResourceAsStream(ModelAllowList.PLATE_RECOGNISER.resource());
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      ByteArrayOutputStream model = new ByteArrayOutputStream();
      model.writeBytes(Objects.requireNonNull(in).readAllBytes());
      model.writeBytes(output(SEEN));
      model.writeBytes(output(MADE));
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(model.toByteArray(), options);
    } catch (IOException | OrtException e) {
      throw new BenchFailure("the recogniser cannot be opened: " + e.getMessage());
    }
  }

  /**
   * Two Protobuf messages behind each other are one with the fields of both: this makes a value an
   * output.
   */
  private static byte[] output(String name) {
    byte[] value = name.getBytes(StandardCharsets.US_ASCII);
    for (int field : FIELDS) {
      ByteArrayOutputStream outer = new ByteArrayOutputStream();
      outer.write((field << 3) | 2);
      outer.write(value.length);
      outer.writeBytes(value);
      value = outer.toByteArray();
    }
    return value;
  }

  Look look(Mat plate) {
    input.take(plate);
    try (OnnxTensor values =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), input.values(), input.shape());
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), values))) {
      float[] belief = floats(result, BELIEF);
      float[] seen = floats(result, SEEN);
      float[] made = floats(result, MADE);
      int all = made.length / MADE_VALUES;
      float[][] inner = new float[input.steps()][VALUES];
      for (int t = 0; t < inner.length; t++) {
        for (int c = 0; c < SEEN_VALUES; c++) {
          inner[t][c] = seen[c * all + t];
        }
        System.arraycopy(made, t * MADE_VALUES, inner[t], SEEN_VALUES, MADE_VALUES);
      }
      return new Look(CtcMatrix.of(belief, all, folding), input.steps(), inner);
    } catch (OrtException e) {
      throw new BenchFailure("the recogniser fails: " + e.getMessage());
    }
  }

  private static float[] floats(OrtSession.Result result, String name) {
    FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
