package org.gatehouse.analytics.worker.plate;

import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;

/** Reads one box of a picture as a plate. Used by one thread. */
public final class PlateReader {
  private final PlateRecogniser recogniser;
  private final GrammarDecoder decoder;

  /** For plates of these formats. */
  public PlateReader(ModelSet models, FormatSet formats) {
    this.recogniser = new PlateRecogniser(models.plateRecogniser(), models.plateKeys());
    this.decoder = new GrammarDecoder(formats);
  }

  /** Reads a box of a picture. */
  public PlateReading read(Mat bgr, Quad quad) {
    try (Mat plate = PlateRectifier.rectify(bgr, quad)) {
      return read(plate);
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
