package org.gatehouse.analytics.worker.redact;

import org.gatehouse.analytics.worker.tracking.Box;

/** What is covered, and how far beyond what the detector boxed. */
enum Kind {
  /** The detector boxes a face from the brows to the chin; the head around it goes with it. */
  FACE {
    @Override
    Box grown(Box box) {
      return box.scaled(1.6, 1.7);
    }
  },
  /**
   * Writing. A character that the detector left out at either end, or the upper of two lines, is as
   * telling as the rest.
   */
  PLATE {
    @Override
    Box grown(Box box) {
      double line = Math.min(box.height(), box.width());
      return Box.around(
          box.centreX(), box.centreY(), box.width() + 1.2 * line, box.height() + 0.9 * line);
    }
  };

  /** The place to cover for a place that was found. */
  abstract Box grown(Box box);
}
