package org.gatehouse.analytics.worker.passage;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.BlockMap;
import org.gatehouse.analytics.worker.zone.LaneScene;

/**
 * A picture shrunk to gray blocks, to tell cheaply whether something changed between two looks. The
 * mean over a block suppresses noise. Immutable.
 */
final class ThumbView {
  private static final int WIDTH = 160;

  /** A block that differs by so many gray levels has changed. */
  private static final int BLOCK_LEVELS = 9;

  /** So many changed blocks in a whole picture are motion; fewer are noise. */
  private static final int MIN_BLOCKS = 6;

  private final byte[] gray;
  private final int height;
  private final double scale;
  private final BlockMap map;

  private ThumbView(byte[] gray, int height, double scale, BlockMap map) {
    this.gray = gray;
    this.height = height;
    this.scale = scale;
    this.map = map;
  }

  static ThumbView of(Mat bgr, LaneScene scene) {
    double scale = WIDTH / (double) bgr.cols();
    int height = Math.max(1, (int) Math.round(bgr.rows() * scale));
    try (Mat small = new Mat();
        Mat gray = new Mat();
        Size size = new Size(WIDTH, height)) {
      resize(bgr, small, size, 0, 0, INTER_AREA);
      cvtColor(small, gray, COLOR_BGR2GRAY);
      return new ThumbView(Tensors.bytes(gray), height, scale, scene.blocks(WIDTH, height));
    }
  }

  /** Whether something moved anywhere in the zone since {@code before}. */
  boolean differsFrom(ThumbView before) {
    return changedSince(before).isPresent();
  }

  /** Blocks of the picture, row by row. */
  int blocks() {
    return gray.length;
  }

  /** Blocks in a row. */
  int width() {
    return WIDTH;
  }

  /** Blocks by pixel of the full picture, along a side. */
  double scale() {
    return scale;
  }

  /** Brightness of a block, 0 to 255. */
  int gray(int block) {
    return gray[block] & 0xff;
  }

  /** Which blocks the lane watches. */
  BlockMap map() {
    return map;
  }

  /**
   * The box around all that moved in the zone since {@code before}, in pixels of the full picture.
   */
  Optional<Box> changedSince(ThumbView before) {
    if (before.gray.length != gray.length) {
      return zone();
    }
    return watched(i -> isChanged(before, i));
  }

  /** The zone in the full picture's pixels; nothing if hardly any of it can be seen. */
  Optional<Box> zone() {
    return watched(i -> true);
  }

  /** The box around the blocks of the zone that are so, if they are more than noise. */
  private Optional<Box> watched(IntPredicate so) {
    int count = 0;
    int left = WIDTH;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int block = y * WIDTH + x;
        if (map.watches(block) && so.test(block)) {
          count++;
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return count < MIN_BLOCKS
        ? Optional.empty()
        : Optional.of(
            new Box(left / scale, top / scale, (right - left) / scale, (bottom - top) / scale));
  }

  /** Whether something moved inside a box, given in pixels of the full picture. */
  boolean differsFrom(ThumbView before, Box box) {
    if (before.gray.length != gray.length) {
      return true;
    }
    int left = Math.clamp((long) Math.floor(box.x() * scale), 0, WIDTH);
    int top = Math.clamp((long) Math.floor(box.y() * scale), 0, height);
    int right = Math.clamp((long) Math.ceil(box.right() * scale), left, WIDTH);
    int bottom = Math.clamp((long) Math.ceil(box.bottom() * scale), top, height);
    return changed(before, left, top, right, bottom) > (right - left) * (bottom - top) / 12;
  }

  private int changed(ThumbView before, int left, int top, int right, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (isChanged(before, y * WIDTH + x)) {
          count++;
        }
      }
    }
    return count;
  }

  private boolean isChanged(ThumbView before, int at) {
    return Math.abs((gray[at] & 0xff) - (before.gray[at] & 0xff)) >= BLOCK_LEVELS;
  }
}
