package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;

import java.nio.IntBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Covers places of a YUV 4:2:0 picture, in place. A face or plate becomes a smooth patch that is
 * made of its surroundings alone, so nothing of it is left to be recovered; a mask becomes black.
 * One thread.
 */
final class Painter {
  private static final int PLANES = 3;
  private static final int BLACK_LIMITED = 16;
  private static final int NO_COLOUR = 128;

  private final List<Mask> masks;

  Painter(List<Mask> masks) {
    this.masks = masks;
  }

  /** Covers places and masks. */
  void paint(AVFrame yuv, List<Box> places) {
    cover(yuv, places);
    for (int i = 0; i < PLANES; i++) {
      try (Mat plane = plane(yuv, i)) {
        burn(plane, i == 0 ? black(yuv) : NO_COLOUR);
      }
    }
  }

  /** Covers places. */
  void cover(AVFrame yuv, List<Box> places) {
    for (int i = 0; i < PLANES; i++) {
      int down = down(i);
      try (Mat plane = plane(yuv, i)) {
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

  private static Mat plane(AVFrame yuv, int i) {
    int down = down(i);
    int width = (yuv.width() + down - 1) / down;
    int height = (yuv.height() + down - 1) / down;
    return new Mat(height, width, CV_8UC1, yuv.data(i), yuv.linesize(i));
  }

  private static int black(AVFrame yuv) {
    return yuv.color_range() == AVCOL_RANGE_JPEG ? 0 : BLACK_LIMITED;
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

  private void burn(Mat plane, int value) {
    for (Mask mask : masks) {
      try (Mat corners = corners(mask, plane.cols(), plane.rows());
          MatVector polygons = new MatVector(corners);
          Scalar colour = new Scalar((double) value)) {
        fillPoly(plane, polygons, colour);
      }
    }
  }

  private static Mat corners(Mask mask, int width, int height) {
    Mat corners = new Mat(mask.corners().size(), 1, CV_32SC2);
    IntBuffer values = corners.createBuffer();
    for (Mask.Corner corner : mask.corners()) {
      values.put((int) Math.round(Math.clamp(corner.x(), 0, 1) * width));
      values.put((int) Math.round(Math.clamp(corner.y(), 0, 1) * height));
    }
    return corners;
  }
}
