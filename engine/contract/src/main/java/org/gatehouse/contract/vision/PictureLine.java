package org.gatehouse.contract.vision;

import java.util.List;

/**
 * A straight line across a camera's picture, from one place to another. It has a left and a right
 * side, as for somebody who walks along it on a printed picture.
 */
public record PictureLine(PicturePoint from, PicturePoint to) {
  /** Shorter, and a hand's trembling decides on which side something is. */
  private static final double SHORTEST = 0.05;

  /** Refuses what is too short to have sides. */
  public PictureLine {
    if (length(from, to) < SHORTEST) {
      throw new IllegalArgumentException(
          "the line is shorter than a twentieth of the picture; draw it across the lane");
    }
  }

  /**
   * Reads its two ends: {@code 0.1,0.6 0.9,0.6}.
   *
   * @throws IllegalArgumentException in words for whoever wrote it
   */
  public static PictureLine parse(String text) {
    List<PicturePoint> ends = PicturePoint.parseAll(text);
    if (ends.size() != 2) {
      throw new IllegalArgumentException("a line has 2 ends, this one has " + ends.size());
    }
    return new PictureLine(ends.getFirst(), ends.getLast());
  }

  /**
   * How far to the right of the line a place lies, in parts of the picture; below zero if it lies
   * to the left. The line goes on straight beyond its ends.
   */
  public double rightwards(double x, double y) {
    double across = (to.x() - from.x()) * (y - from.y()) - (to.y() - from.y()) * (x - from.x());
    return across / length(from, to);
  }

  private static double length(PicturePoint from, PicturePoint to) {
    return Math.hypot(to.x() - from.x(), to.y() - from.y());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return from + " " + to;
  }
}
