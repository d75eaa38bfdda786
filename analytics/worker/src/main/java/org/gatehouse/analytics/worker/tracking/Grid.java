package org.gatehouse.analytics.worker.tracking;

import java.util.ArrayList;
import java.util.List;

/** Square parts that cover a picture and overlap. Pure. */
public final class Grid {
  private Grid() {}

  /**
   * The parts.
   *
   * @param side of each, cut to the picture
   * @param shared how much of the side neighbours share at least
   */
  public static List<Box> of(int width, int height, double side, double shared) {
    double partWidth = Math.min(side, width);
    double partHeight = Math.min(side, height);
    List<Box> parts = new ArrayList<>();
    for (double y : starts(height, partHeight, shared)) {
      for (double x : starts(width, partWidth, shared)) {
        parts.add(new Box(x, y, partWidth, partHeight));
      }
    }
    return parts;
  }

  private static List<Double> starts(double length, double part, double shared) {
    int count =
        part >= length ? 1 : (int) Math.ceil((length - part * shared) / (part * (1 - shared)));
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add(count == 1 ? 0 : Math.floor((length - part) * i / (count - 1)));
    }
    return starts;
  }
}
