package org.gatehouse.analytics.worker.passage;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;

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

  private ThumbView(byte[] gray, int height, double scale) {
    this.gray = gray;
    this.height = height;
    this.scale = scale;
  }

  static ThumbView of(Mat bgr) {
    double scale = WIDTH / (double) bgr.cols();
    int height = Math.max(1, (int) Math.round(bgr.rows() * scale));
    try (Mat small = new Mat();
        Mat gray = new Mat();
        Size size = new Size(WIDTH, height)) {
      resize(bgr, small, size, 0, 0, INTER_AREA);
      cvtColor(small, gray, COLOR_BGR2GRAY);
      return new ThumbView(Tensors.bytes(gray), height, scale);
    }
  }

  /** Whether something moved anywhere since {@code before}. */
  boolean differsFrom(ThumbView before) {
    return before.gray.length != gray.length || changed(before, 0, 0, WIDTH, height) >= MIN_BLOCKS;
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

  /** All of the picture, in its own pixels. */
  Box whole() {
    return new Box(0, 0, WIDTH / scale, height / scale);
  }

  /** The box around all that moved since {@code before}, in pixels of the full picture. */
  Optional<Box> changedSince(ThumbView before) {
    if (before.gray.length != gray.length) {
      return Optional.of(whole());
    }
    int count = 0;
    int left = WIDTH;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (isChanged(before, y * WIDTH + x)) {
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
