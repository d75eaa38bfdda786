package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;

/** Sums of boxes. Pure. */
final class Boxes {
  /** So much of the smaller one in common makes two boxes one thing, seen by two looks. */
  private static final double SAME = 0.5;

  private Boxes() {}

  /** The smallest box around both. */
  static Box hull(Box a, Box b) {
    double left = Math.min(a.x(), b.x());
    double top = Math.min(a.y(), b.y());
    return new Box(
        left, top, Math.max(a.right(), b.right()) - left, Math.max(a.bottom(), b.bottom()) - top);
  }

  /** The same box in a picture of another size. */
  static Box stretched(Box box, double scaleX, double scaleY) {
    return new Box(box.x() * scaleX, box.y() * scaleY, box.width() * scaleX, box.height() * scaleY);
  }

  /** The same places with what overlaps put together. */
  static List<Box> joined(List<Box> boxes) {
    List<Box> joined = new ArrayList<>();
    for (Box box : boxes) {
      Box sum = box;
      for (int i = 0; i < joined.size(); ) {
        if (same(sum, joined.get(i))) {
          sum = hull(sum, joined.remove(i));
          i = 0;
        } else {
          i++;
        }
      }
      joined.add(sum);
    }
    return joined;
  }

  private static boolean same(Box a, Box b) {
    return a.overlap(b) > SAME * Math.min(a.area(), b.area());
  }
}
