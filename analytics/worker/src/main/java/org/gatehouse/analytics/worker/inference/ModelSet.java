package org.gatehouse.analytics.worker.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The models of a worker process, loaded once, shared by its lanes. Thread-safe. */
public final class ModelSet implements AutoCloseable {
  private final OnnxModel plateDetector;
  private final OnnxModel plateRecogniser;
  private final OnnxModel faceDetector;
  private final List<String> plateKeys;

  private ModelSet(OnnxModel detector, OnnxModel recogniser, OnnxModel face, List<String> keys) {
    this.plateDetector = detector;
    this.plateRecogniser = recogniser;
    this.faceDetector = face;
    this.plateKeys = keys;
  }

  /**
   * Loads and verifies all models.
   *
   * @param threads how many threads one run may use
   * @throws org.gatehouse.contract.config.ConfigException when a file is absent or not the expected
   *     one
   */
  public static ModelSet load(int threads) {
    return load(threads, Accelerator.CPU);
  }

  /**
   * Loads and verifies all models.
   *
   * @param threads how many threads one run may use
   * @param accelerator what runs them
   * @throws org.gatehouse.contract.config.ConfigException when a file is absent or not the expected
   *     one, or the accelerator is not there
   */
  public static ModelSet load(int threads, Accelerator accelerator) {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "gatehouse");
    OnnxModel.RunsOn on = new OnnxModel.RunsOn(environment, threads, accelerator.available());
    return new ModelSet(
        OnnxModel.load(ModelAllowList.PLATE_DETECTOR, on),
        OnnxModel.load(ModelAllowList.PLATE_RECOGNISER, on),
        OnnxModel.load(ModelAllowList.FACE_DETECTOR, on),
        loadKeys());
  }

  private static List<String> loadKeys() {
    byte[] bytes =
        ModelFile.read(
            "PP-OCR character list",
            ModelAllowList.KEYS_RESOURCE,
            ModelAllowList.KEYS_SUPPLY,
            ModelAllowList.KEYS_SHA256);
    return List.of(new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1));
  }

  /** Finds lines of text. */
  public OnnxModel plateDetector() {
    return plateDetector;
  }

  /** Reads a line of text. */
  public OnnxModel plateRecogniser() {
    return plateRecogniser;
  }

  /** Finds faces. */
  public OnnxModel faceDetector() {
    return faceDetector;
  }

  /** The recogniser's characters: class 1 is the first of them (0 is the CTC blank). */
  public List<String> plateKeys() {
    return plateKeys;
  }

  /** All models. */
  public List<OnnxModel> all() {
    return List.of(plateDetector, plateRecogniser, faceDetector);
  }

  @Override
  public void close() {
    all().forEach(OnnxModel::close);
  }
}
