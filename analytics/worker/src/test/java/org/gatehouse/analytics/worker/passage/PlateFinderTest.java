package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.Sensitivity;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plate in the dark between headlights, before a detector that sees no faint writing. */
class PlateFinderTest {
  private static final Box PLATE = new Box(600, 380, 96, 30);
  private static final int DARK = 40;
  private static final int FAINT = 10;
  private static final int LAMP = 255;

  private final PlateFinder finder =
      new PlateFinder(PlateFinderTest::ifItStandsOut, LaneScene.whole());

  @Test
  void search_faintPlate_isFoundByTheFinerOneOnly() {
    try (Mat night = night()) {
      Box all = new Box(0, 0, night.cols(), night.rows());
      assertThat(finder.search(night, all, false)).isEmpty();
      assertThat(finder.search(night, all, true))
          .singleElement()
          .satisfies(box -> assertThat(box.quad().bounds().iou(PLATE)).isGreaterThan(0.5));
    }
  }

  @Test
  void look_faintPlate_isFoundWhereOneIsAwaited() {
    try (Mat night = night()) {
      assertThat(finder.look(night, PLATE, false)).isEmpty();
      assertThat(finder.look(night, PLATE, true))
          .singleElement()
          .satisfies(box -> assertThat(box.quad().bounds().iou(PLATE)).isGreaterThan(0.5));
      assertThat(finder.look(night, new Box(-900, -900, 96, 30), true)).isEmpty();
    }
  }

  /** Dark, with bright strokes on a plate that differ little from it. */
  private static Mat night() {
    Mat picture = new Mat(720, 1280, CV_8UC3, new Scalar(DARK, DARK, DARK, 0));
    for (int x = 0; x < PLATE.width(); x += 12) {
      fill(picture, new Box(PLATE.x() + x, PLATE.y(), 6, PLATE.height()), DARK + FAINT);
    }
    fill(picture, new Box(480, 280, 60, 60), LAMP);
    fill(picture, new Box(780, 280, 60, 60), LAMP);
    return picture;
  }

  private static void fill(Mat picture, Box box, int level) {
    try (Rect rect = new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        Mat part = new Mat(picture, rect);
        Scalar gray = new Scalar(level, level, level, 0)) {
      part.put(gray);
    }
  }

  /** The box around all edges that are neither as faint as the plate's nor as hard as a lamp's. */
  private static List<TextBox> ifItStandsOut(
      Mat bgr, Box region, int longSide, Sensitivity sensitivity) {
    byte[] pixels = Tensors.bytes(bgr);
    Box inside = region.clippedTo(bgr.cols(), bgr.rows());
    @Nullable Box found = null;
    for (int y = (int) inside.y(); y < inside.bottom(); y++) {
      for (int x = (int) inside.x(); x + 1 < inside.right(); x++) {
        int at = 3 * (y * bgr.cols() + x);
        int step = Math.abs((pixels[at] & 0xff) - (pixels[at + 3] & 0xff));
        if (step > FAINT + 2 && step < LAMP / 2) {
          Box edge = new Box(x, y, 1, 1);
          found = found == null ? edge : found.union(edge);
        }
      }
    }
    return found == null ? List.of() : List.of(new TextBox(quad(found), 1));
  }

  private static Quad quad(Box box) {
    float left = (float) box.x();
    float right = (float) box.right();
    float top = (float) box.y();
    float bottom = (float) box.bottom();
    return new Quad(new float[] {left, right, right, left}, new float[] {top, top, bottom, bottom});
  }
}
