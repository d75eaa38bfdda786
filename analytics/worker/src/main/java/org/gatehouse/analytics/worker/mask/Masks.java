package org.gatehouse.analytics.worker.mask;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.polylines;

import java.nio.IntBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;

/**
 * Areas of a camera's pictures that are burnt in black. A seam of two pixels around each is black,
 * too: where colour or size was interpolated, pixels next to an area hold a part of what lies in
 * it. Immutable.
 *
 * @param areas in fractions of the picture
 */
public record Masks(List<PictureArea> areas) {
  /** Nothing is covered. */
  public static final Masks NONE = new Masks(List.of());

  private static final int PLANES = 3;
  private static final int BLACK_LIMITED = 16;
  private static final int NO_COLOUR = 128;

  /** Thickness of the line along an area's edge: two pixels on either side of it. */
  private static final int SEAM = 5;

  /** Keeps its own list. */
  public Masks {
    areas = List.copyOf(areas);
  }

  /** Covers them in a picture of red, green and blue, in place. */
  public void burn(Mat bgr) {
    burn(bgr, 0);
  }

  /** Covers them in a YUV 4:2:0 picture, in place. */
  public void burn(AVFrame yuv) {
    for (int i = 0; i < PLANES; i++) {
      try (Mat plane = plane(yuv, i)) {
        burn(plane, i == 0 ? black(yuv) : NO_COLOUR);
      }
    }
  }

  /** One of the planes of a YUV 4:2:0 picture; the caller closes it. */
  public static Mat plane(AVFrame yuv, int i) {
    int down = i == 0 ? 1 : 2;
    int width = (yuv.width() + down - 1) / down;
    int height = (yuv.height() + down - 1) / down;
    return new Mat(height, width, CV_8UC1, yuv.data(i), yuv.linesize(i));
  }

  private static int black(AVFrame yuv) {
    return yuv.color_range() == AVCOL_RANGE_JPEG ? 0 : BLACK_LIMITED;
  }

  private void burn(Mat picture, int value) {
    for (PictureArea area : areas) {
      try (Mat corners = corners(area, picture.cols(), picture.rows());
          MatVector polygons = new MatVector(corners);
          Scalar colour = Scalar.all(value)) {
        fillPoly(picture, polygons, colour);
        polylines(picture, polygons, true, colour, SEAM, 8, 0);
      }
    }
  }

  private static Mat corners(PictureArea area, int width, int height) {
    Mat corners = new Mat(area.corners().size(), 1, CV_32SC2);
    IntBuffer values = corners.createBuffer();
    for (PicturePoint corner : area.corners()) {
      values.put((int) Math.round(corner.x() * width));
      values.put((int) Math.round(corner.y() * height));
    }
    return corners;
  }
}
