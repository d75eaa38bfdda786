package org.gatehouse.bench.scene;

/**
 * What one lane camera looks at.
 *
 * @param lanes middles of the lanes, metres right of the camera
 * @param roadLeft left edge of the asphalt, metres
 * @param roadRight right edge of the asphalt, metres
 * @param barrier whether a boom closes the lane
 * @param dusk 0 at noon, 1 in the evening
 */
record LaneLayout(
    View view, double[] lanes, double roadLeft, double roadRight, boolean barrier, double dusk) {
  static final int WIDTH = 1280;
  static final int HEIGHT = 720;
  static final double STOP_LINE = 5.0;

  /** One lane with a boom, seen from the island beside it. */
  static LaneLayout entry() {
    return new LaneLayout(
        new View(960, 205, 2000, 1.35), new double[] {-1.6}, -3.6, -0.45, true, 0);
  }

  /** Two lanes without a boom, seen from between them. */
  static LaneLayout exit() {
    return new LaneLayout(
        new View(640, 190, 1500, 1.45), new double[] {-1.75, 1.75}, -3.7, 3.7, false, 0.25);
  }
}
