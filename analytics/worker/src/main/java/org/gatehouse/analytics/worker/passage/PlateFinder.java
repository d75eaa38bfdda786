package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.plate.LocalContrast;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.Sensitivity;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;

/**
 * Finds boxes of text in the lane's zone: where something moved, or around an expected plate. Used
 * by one lane's thread.
 */
final class PlateFinder {
  /** Boxes this sure begin tracks; less sure ones only continue them. */
  static final float SURE = 0.4f;

  private static final Sensitivity BOTH = new Sensitivity(0.3f, 0.25f, 1.2);

  /** Pixels of the whole picture's longer side as the network would see it. */
  private static final double LONG_SIDE = 640;

  private static final double FINE_LONG_SIDE = 960;

  /** Less than this many pixels of a picture are not worth cutting out, nor safe to. */
  private static final double MIN_SIDE = 256;

  /** Room around what moved: a plate lies at the edge of the light that changes around it. */
  private static final double MARGIN = 64;

  /**
   * A cut-out around an expected plate, in plate widths and heights, and as the network sees it.
   */
  private static final double LOOK_WIDTHS = 2.2;

  private static final double LOOK_HEIGHTS = 4;
  private static final int LOOK_LONG_SIDE = 256;

  private static final double MIN_WIDTH = 44;
  private static final double MAX_ASPECT = 8;

  private final PlateDetector detector;
  private final LaneScene scene;
  private long found;

  PlateFinder(PlateDetector detector, LaneScene scene) {
    this.detector = detector;
    this.scene = scene;
  }

  /**
   * All boxes where something moved; {@code fine} finds smaller and fainter ones at more than twice
   * the cost.
   */
  List<TextBox> search(Mat bgr, Box moved, boolean fine) {
    Box area =
        Box.around(
            moved.centreX(),
            moved.centreY(),
            Math.max(MIN_SIDE, moved.width() + 2 * MARGIN),
            Math.max(MIN_SIDE, moved.height() + 2 * MARGIN));
    Box inside = area.clippedTo(bgr.cols(), bgr.rows());
    double share = Math.max(inside.width(), inside.height()) / Math.max(bgr.cols(), bgr.rows());
    return fine
        ? detectFaint(bgr, inside, (int) Math.round(share * FINE_LONG_SIDE))
        : detect(bgr, inside, (int) Math.round(share * LONG_SIDE));
  }

  /** Boxes around an expected plate; {@code closely} looks once more where none is found. */
  List<TextBox> look(Mat bgr, Box expected, boolean closely) {
    Box around = expected.scaled(LOOK_WIDTHS, LOOK_HEIGHTS);
    List<TextBox> boxes = detect(bgr, around, LOOK_LONG_SIDE);
    return boxes.isEmpty() && closely ? detectFaint(bgr, around, LOOK_LONG_SIDE) : boxes;
  }

  private List<TextBox> detectFaint(Mat bgr, Box region, int longSide) {
    try (Mat raised = LocalContrast.raised(bgr, region)) {
      return detect(raised, region, longSide);
    }
  }

  private List<TextBox> detect(Mat bgr, Box region, int longSide) {
    List<TextBox> boxes =
        detector.detect(bgr, region, longSide, BOTH).stream()
            .filter(box -> scene.holds(box.quad().bounds(), bgr.cols(), bgr.rows()))
            .filter(box -> box.quad().width() >= MIN_WIDTH)
            .filter(box -> box.quad().width() <= MAX_ASPECT * box.quad().height())
            .toList();
    found += boxes.size();
    return boxes;
  }

  /** Boxes found so far. */
  long found() {
    return found;
  }
}
