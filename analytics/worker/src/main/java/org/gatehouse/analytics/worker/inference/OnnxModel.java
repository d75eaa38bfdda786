package org.gatehouse.analytics.worker.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;

/** One verified model, ready to run. Thread-safe: a run belongs to the thread that calls it. */
public final class OnnxModel implements AutoCloseable {
  private final AllowedModel allowed;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;

  private OnnxModel(AllowedModel allowed, OrtEnvironment environment, OrtSession session) {
    this.allowed = allowed;
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
  }

  /**
   * What models run on.
   *
   * @param threads how many threads one run may use; 1 keeps a run on its caller
   */
  record RunsOn(OrtEnvironment environment, int threads, Accelerator accelerator) {}

  /**
   * Loads and verifies a model.
   *
   * @throws ConfigException when hash or output shape is not what the allow-list says
   */
  static OnnxModel load(AllowedModel allowed, RunsOn on) {
    byte[] bytes = read(allowed);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setIntraOpNumThreads(on.threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      // Inputs of many sizes would otherwise leave one cached plan and arena block for each.
      options.setMemoryPatternOptimization(false);
      on.accelerator.addTo(options);
      OrtSession session = on.environment.createSession(bytes, options);
      OnnxModel model = new OnnxModel(allowed, on.environment, session);
      model.verifyOutputs();
      return model;
    } catch (OrtException e) {
      throw new ConfigException(
          "model %s cannot be loaded: %s".formatted(allowed.name(), e.getMessage()), e);
    }
  }

  /**
   * The file, and that of its head behind it: Protobuf takes two messages behind each other for one
   * that has the parts of both, so the head's nodes, weights and outputs come into the graph.
   */
  private static byte[] read(AllowedModel allowed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    allowed
        .parts()
        .map(part -> ModelFile.read(part.name(), part.resource(), part.supply(), part.sha256()))
        .forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private void verifyOutputs() throws OrtException {
    List<List<Long>> seen = outputShapes();
    List<List<Long>> right = allowed.parts().flatMap(part -> part.outputs().stream()).toList();
    if (!seen.equals(right)) {
      throw new ConfigException(
          "model %s puts out %s where %s is allowed".formatted(allowed.name(), seen, right));
    }
  }

  private List<List<Long>> outputShapes() throws OrtException {
    List<List<Long>> shapes = new ArrayList<>();
    for (var node : session.getOutputInfo().values()) {
      TensorInfo info = (TensorInfo) node.getInfo();
      shapes.add(Arrays.stream(info.getShape()).boxed().toList());
    }
    return shapes;
  }

  /** What it is. */
  public AllowedModel allowed() {
    return allowed;
  }

  /**
   * Runs the model on the calling thread.
   *
   * @param data a direct buffer, read from its position to its limit
   * @return the values of each output, in the model's order
   */
  public List<Output> run(FloatBuffer data, long... shape) {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, data, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      List<Output> outputs = new ArrayList<>();
      for (Map.Entry<String, OnnxValue> entry : result) {
        outputs.add(copy((OnnxTensor) entry.getValue()));
      }
      return outputs;
    } catch (OrtException e) {
      throw new IllegalStateException(
          "model %s failed on input %s: %s"
              .formatted(allowed.name(), Arrays.toString(shape), e.getMessage()),
          e);
    }
  }

  private static Output copy(OnnxTensor tensor) {
    FloatBuffer values = tensor.getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return new Output(copy, tensor.getInfo().getShape());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("model %s cannot be closed".formatted(allowed.name()), e);
    }
  }

  /** One output tensor, row-major. */
  public record Output(float[] values, long[] shape) {}
}
