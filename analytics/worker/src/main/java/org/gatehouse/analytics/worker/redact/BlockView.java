package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * A picture's brightness in blocks of 8 by 8 pixels, to tell whether any part of it changed: what
 * was found there is there still if not. Finer and stricter than what lanes use, because here a
 * thing that is overlooked is shown. Immutable.
 */
final class BlockView {
  private static final int BLOCK = 8;

  /** The mean of 64 pixels with a noise of 20 levels trembles by 2.5. */
  private static final int LEVELS = 6;

  private static final int MIN_BLOCKS = 2;

  private final byte[] gray;
  private final int width;
  private final int height;

  private BlockView(byte[] gray, int width, int height) {
    this.gray = gray;
    this.width = width;
    this.height = height;
  }

  static BlockView of(Mat bgr) {
    int width = Math.max(1, bgr.cols() / BLOCK);
    int height = Math.max(1, bgr.rows() / BLOCK);
    try (Mat small = new Mat();
        Mat gray = new Mat();
        Size size = new Size(width, height)) {
      resize(bgr, small, size, 0, 0, INTER_AREA);
      cvtColor(small, gray, COLOR_BGR2GRAY);
      return new BlockView(Tensors.bytes(gray), width, height);
    }
  }

  /** Whether anything changed inside a box of picture pixels. */
  boolean differsFrom(BlockView before, Box box) {
    if (before.width != width || before.height != height) {
      return true;
    }
    int left = Math.clamp((long) Math.floor(box.x() / BLOCK), 0, width);
    int top = Math.clamp((long) Math.floor(box.y() / BLOCK), 0, height);
    int right = Math.clamp((long) Math.ceil(box.right() / BLOCK), left, width);
    int bottom = Math.clamp((long) Math.ceil(box.bottom() / BLOCK), top, height);
    int changed = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int at = y * width + x;
        changed += Math.abs((gray[at] & 0xff) - (before.gray[at] & 0xff)) >= LEVELS ? 1 : 0;
      }
    }
    return changed >= MIN_BLOCKS;
  }
}
