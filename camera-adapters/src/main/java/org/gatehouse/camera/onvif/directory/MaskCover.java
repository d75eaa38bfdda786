package org.gatehouse.camera.onvif.directory;

import java.util.List;
import org.gatehouse.camera.onvif.MaskService.Point;

/**
 * Whether masks cover an area. Cameras move corners to the blocks of their encoder, cut polygons
 * into rectangles, or mask rectangles only; so points of the area are looked at, but for a rim.
 * Pure.
 */
final class MaskCover {
  private static final int STEPS = 80;

  /** A sixtieth of the picture, which is 32 pixels of 1920. */
  private static final double RIM = 2.0 / 60;

  private MaskCover() {}

  /** True if each point of the area, but for its rim, is in one of the masks. */
  static boolean covers(List<List<Point>> masks, List<Point> area) {
    List<Point> around = rectangle(area);
    Point low = around.get(0);
    Point high = around.get(2);
    boolean inner = false;
    for (int i = 0; i <= STEPS; i++) {
      for (int j = 0; j <= STEPS; j++) {
        double x = low.x() + (high.x() - low.x()) * i / STEPS;
        double y = low.y() + (high.y() - low.y()) * j / STEPS;
        if (deepInside(area, x, y)) {
          inner = true;
          if (masks.stream().noneMatch(mask -> inside(mask, x, y))) {
            return false;
          }
        }
      }
    }
    double x = middle(low.x(), high.x());
    double y = middle(low.y(), high.y());
    return inner || masks.stream().anyMatch(mask -> inside(mask, x, y));
  }

  private static double middle(double a, double b) {
    return (a + b) / 2;
  }

  private static boolean deepInside(List<Point> area, double x, double y) {
    return inside(area, x, y)
        && inside(area, x - RIM, y)
        && inside(area, x + RIM, y)
        && inside(area, x, y - RIM)
        && inside(area, x, y + RIM);
  }

  /** Whether a ray to the right crosses an odd number of sides. */
  static boolean inside(List<Point> polygon, double x, double y) {
    boolean inside = false;
    int before = polygon.size() - 1;
    for (int i = 0; i < polygon.size(); i++) {
      Point a = polygon.get(i);
      Point b = polygon.get(before);
      boolean crosses = a.y() > y != b.y() > y;
      if (crosses && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
      before = i;
    }
    return inside;
  }

  /** The rectangle around a polygon; its first and third corner are the least and the greatest. */
  static List<Point> rectangle(List<Point> polygon) {
    double left = polygon.stream().mapToDouble(Point::x).min().orElse(0);
    double right = polygon.stream().mapToDouble(Point::x).max().orElse(0);
    double low = polygon.stream().mapToDouble(Point::y).min().orElse(0);
    double high = polygon.stream().mapToDouble(Point::y).max().orElse(0);
    return List.of(
        new Point(left, low), new Point(right, low), new Point(right, high), new Point(left, high));
  }
}
