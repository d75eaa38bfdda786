package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Looks for plates in a whole picture on several scales, so that near and far ones are found. A
 * picture that is hardly larger than a plate is taken for one. Used by one thread.
 */
final class PlateSearch {
  private static final int LONG_SIDE = 960;
  private static final int FINE_LONG_SIDE = 1600;

  /** A larger picture is searched on the fine scale, too. */
  private static final double LARGE = 1.2;

  private static final int COARSE_LONG_SIDE = 640;
  private static final double MIN_WIDTH = 24;

  /** Characters of less than about 8 pixels are not told apart. */
  private static final double MIN_HEIGHT = 14;

  /** Both boxes have so much in common, by the smaller one, if they are of one place. */
  private static final double SAME = 0.6;

  /** A box is at most so much higher than another one of the same place. */
  private static final double SAME_HEIGHT = 1.7;

  private static final int CUTOUT_HEIGHT = 100;
  private static final double CUTOUT_MIN_ASPECT = 2;
  private static final double CUTOUT_MAX_ASPECT = 7;

  private final PlateDetector detector;
  private final Effort effort;

  PlateSearch(PlateDetector detector, Effort effort) {
    this.detector = detector;
    this.effort = effort;
  }

  /** Places that may be plates, large ones first; each as the ways in which it was boxed. */
  List<List<Quad>> places(Mat bgr) {
    List<List<Quad>> places = new ArrayList<>();
    if (isCutout(bgr)) {
      places.add(List.of(whole(bgr)));
      return places;
    }
    int longSide = Math.max(bgr.cols(), bgr.rows());
    find(bgr, LONG_SIDE, places);
    if (effort == Effort.CAREFUL && longSide > LARGE * LONG_SIDE) {
      find(bgr, FINE_LONG_SIDE, places);
    }
    if (effort == Effort.CAREFUL && places.isEmpty()) {
      find(bgr, COARSE_LONG_SIDE, places);
    }
    places.sort(
        Comparator.comparingDouble((List<Quad> place) -> -place.getFirst().bounds().area()));
    return places;
  }

  private static boolean isCutout(Mat bgr) {
    double aspect = bgr.cols() / (double) bgr.rows();
    return bgr.rows() <= CUTOUT_HEIGHT
        && aspect >= CUTOUT_MIN_ASPECT
        && aspect <= CUTOUT_MAX_ASPECT;
  }

  private static Quad whole(Mat bgr) {
    float right = bgr.cols();
    float bottom = bgr.rows();
    return new Quad(new float[] {0, right, right, 0}, new float[] {0, 0, bottom, bottom});
  }

  private void find(Mat bgr, int longSide, List<List<Quad>> places) {
    for (TextBox box : detector.detect(bgr, longSide)) {
      if (box.quad().width() >= MIN_WIDTH && box.quad().height() >= MIN_HEIGHT) {
        places.stream()
            .filter(place -> isSamePlace(place.getFirst(), box.quad()))
            .findFirst()
            .ifPresentOrElse(
                place -> place.add(box.quad()),
                () -> places.add(new ArrayList<>(List.of(box.quad()))));
      }
    }
  }

  /** Whether two boxes are of the same writing. */
  static boolean isSamePlace(Quad a, Quad b) {
    Box one = a.bounds();
    Box other = b.bounds();
    double higher = Math.max(a.height(), b.height()) / Math.min(a.height(), b.height());
    return one.overlap(other) >= SAME * Math.min(one.area(), other.area()) && higher <= SAME_HEIGHT;
  }
}
