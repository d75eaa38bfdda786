package org.gatehouse.analytics.worker.plate;

import org.bytedeco.opencv.opencv_core.Mat;

/** Reads one box of a picture as a plate. Used by one thread. */
public final class PlateReader {
  private final PlateRecogniser recogniser;
  private final GrammarDecoder decoder;

  /** For plates of these formats. */
  public PlateReader(PlateVision vision, FormatSet formats) {
    this.recogniser = vision.recogniser(formats);
    this.decoder = new GrammarDecoder(formats);
  }

  /** Reads a box of a picture. */
  public PlateReading read(Mat bgr, Quad quad) {
    try (Mat plate = PlateRectifier.rectify(bgr, quad)) {
      return read(plate);
    }
  }

  /** Reads a box of a picture with its edges sharpened. */
  PlateReading readSharpened(Mat bgr, Quad quad) {
    try (Mat plate = PlateRectifier.rectify(bgr, quad);
        Mat sharp = PlateRectifier.sharpened(plate)) {
      return read(sharp);
    }
  }

  /** Reads two lines, each boxed for itself. */
  PlateReading readTwoLines(Mat bgr, Quad upper, Quad lower) {
    try (Mat line = TwoLinePlate.inOneLine(bgr, upper, lower)) {
      return read(line);
    }
  }

  /** Reads a box as the lower line of two. */
  public PlateReading readTwoLines(Mat bgr, Quad lower) {
    try (Mat line = TwoLinePlate.inOneLine(bgr, lower)) {
      return read(line);
    }
  }

  /** Reads an upright plate. */
  public PlateReading read(Mat plate) {
    return PlateReading.of(recogniser.read(plate), decoder);
  }
}
