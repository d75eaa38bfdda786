package org.gatehouse.bench.accuracy;

import org.gatehouse.analytics.worker.tracking.Box;

/**
 * A face that a person drew.
 *
 * @param box picture pixels
 * @param invalid hardly to be seen; whoever finds it is neither right nor wrong
 */
record FaceLabel(Box box, boolean invalid) {
  /** Whether it must be found by whoever looks for faces of at least so many pixels height. */
  boolean counts(double height) {
    return !invalid && box.height() >= height;
  }
}
