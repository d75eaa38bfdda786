package org.gatehouse.analytics.worker.plate;

import org.bytedeco.opencv.opencv_core.Mat;

/** Reads the characters of an upright plate. An implementation may be used by one thread only. */
public interface PlateRecogniser {
  /**
   * Reads one plate without regard to formats.
   *
   * @param plate one line of characters, upright, 8-bit BGR of any size
   */
  CtcMatrix read(Mat plate);
}
