package org.gatehouse.bench.accuracy;

import java.util.Optional;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * A labelled plate.
 *
 * @param text without separators
 * @param box in picture pixels; empty where the whole picture is the plate
 */
record TruePlate(String text, Optional<Box> box) {
  private static final double MIN_COVERED = 0.3;

  /** Whether a report at a place is about this plate: the label may be of the frame, too. */
  boolean isAt(Box reported) {
    if (box.isEmpty()) {
      return true;
    }
    Box mine = box.get();
    double common = mine.overlap(reported);
    return common >= MIN_COVERED * mine.area() && common >= MIN_COVERED * reported.area();
  }
}
