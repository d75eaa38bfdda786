package org.gatehouse.analytics.worker.plate;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.tracking.Box;

/** Finds where plates may be in a picture. An implementation may be used by one thread only. */
public interface PlateDetector {
  /**
   * Looks at a part of a picture.
   *
   * @param bgr 8-bit BGR
   * @param region in pixels of the picture; clipped to it
   * @param longSide pixels of the region's longer side as a network sees it; more finds smaller
   *     plates and costs more, linear in the area
   * @param sensitivity how closely to look
   * @return boxes in pixels of the whole picture, in any order
   */
  List<TextBox> detect(Mat bgr, Box region, int longSide, Sensitivity sensitivity);

  /** Looks at a whole picture for plates to read. */
  default List<TextBox> detect(Mat bgr, int longSide) {
    return detect(bgr, new Box(0, 0, bgr.cols(), bgr.rows()), longSide);
  }

  /** Looks at a part of a picture for plates to read. */
  default List<TextBox> detect(Mat bgr, Box region, int longSide) {
    return detect(bgr, region, longSide, Sensitivity.READING);
  }
}
