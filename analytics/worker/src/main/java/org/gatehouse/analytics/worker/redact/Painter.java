package org.gatehouse.analytics.worker.redact;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Covers places of a YUV 4:2:0 picture, in place. A face or plate becomes a smooth patch that is
 * made of its surroundings alone, so nothing of it is left to be recovered; a mask becomes black.
 * One thread.
 */
final class Painter {
  private static final int PLANES = 3;

  private final Masks masks;

  Painter(Masks masks) {
    this.masks = masks;
  }

  /** Covers places and masks. */
  void paint(AVFrame yuv, List<Box> places) {
    cover(yuv, places);
    masks.burn(yuv);
  }

  /** Covers places. */
  void cover(AVFrame yuv, List<Box> places) {
    for (int i = 0; i < PLANES; i++) {
      int down = down(i);
      try (Mat plane = Masks.plane(yuv, i)) {
        for (Box place : places) {
          // The same whole blocks of colour in all planes.
          Box inside = evenly(place).clippedTo(yuv.width(), yuv.height());
          Patch.cover(plane, shrunk(inside, down).clippedTo(plane.cols(), plane.rows()));
        }
      }
    }
  }

  private static int down(int plane) {
    return plane == 0 ? 1 : 2;
  }

  private static Box evenly(Box box) {
    double left = 2 * Math.floor(box.x() / 2);
    double top = 2 * Math.floor(box.y() / 2);
    return new Box(
        left, top, 2 * Math.ceil(box.right() / 2) - left, 2 * Math.ceil(box.bottom() / 2) - top);
  }

  private static Box shrunk(Box box, int down) {
    return new Box(box.x() / down, box.y() / down, box.width() / down, box.height() / down);
  }
}
