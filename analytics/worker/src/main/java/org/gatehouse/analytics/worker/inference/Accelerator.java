package org.gatehouse.analytics.worker.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.contract.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs the models: the processor, or an execution provider of ONNX Runtime by its name.
 *
 * @param fallback whether the processor runs them where that cannot
 */
public record Accelerator(String name, boolean fallback) {
  /** The one that is always there. */
  public static final Accelerator CPU = new Accelerator("cpu", false);

  private static final Logger LOG = LoggerFactory.getLogger(Accelerator.class);

  private static final Map<String, OrtProvider> PROVIDERS =
      Map.of(
          "cuda", OrtProvider.CUDA,
          "tensorrt", OrtProvider.TENSOR_RT,
          "rocm", OrtProvider.ROCM,
          "openvino", OrtProvider.OPEN_VINO,
          "coreml", OrtProvider.CORE_ML,
          "directml", OrtProvider.DIRECT_ML,
          "xnnpack", OrtProvider.XNNPACK);

  private boolean isCpu() {
    return name.equals(CPU.name);
  }

  /**
   * This one if it can run models here, else the processor where that is allowed.
   *
   * @throws ConfigException if it cannot; the message says what there is
   */
  Accelerator available() {
    if (isCpu()) {
      return CPU;
    }
    String trouble = trouble();
    if (trouble.isEmpty()) {
      LOG.info("models run on the accelerator {}", name);
      return this;
    }
    String words = "the accelerator '" + name + "' cannot be used: " + trouble;
    if (!fallback) {
      throw new ConfigException(
          words
              + "; set analytics.accelerator: cpu, or analytics.accelerator-fallback: true to run"
              + " on the processor then");
    }
    LOG.warn("{}; the models run on the processor", words);
    return CPU;
  }

  private String trouble() {
    OrtProvider wanted = PROVIDERS.get(name);
    if (wanted == null) {
      return "it is not known; known are cpu, "
          + PROVIDERS.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
    Set<OrtProvider> present = EnumSet.noneOf(OrtProvider.class);
    present.addAll(OrtEnvironment.getAvailableProviders());
    if (!present.contains(wanted)) {
      return "this build of ONNX Runtime has only "
          + present.stream()
              .map(provider -> provider.getName().replace("ExecutionProvider", ""))
              .map(one -> one.toLowerCase(Locale.ROOT))
              .sorted()
              .collect(Collectors.joining(", "));
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      addTo(options);
      return "";
    } catch (OrtException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Has sessions run on it. */
  void addTo(OrtSession.SessionOptions options) throws OrtException {
    switch (name) {
      case "cuda" -> options.addCUDA();
      case "tensorrt" -> options.addTensorrt(0);
      case "rocm" -> options.addROCM();
      case "openvino" -> options.addOpenVINO("");
      case "coreml" -> options.addCoreML();
      case "directml" -> options.addDirectML(0);
      case "xnnpack" -> options.addXnnpack(Map.of());
      default -> {}
    }
  }
}
