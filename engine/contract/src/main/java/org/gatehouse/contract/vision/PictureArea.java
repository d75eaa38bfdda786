package org.gatehouse.contract.vision;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a camera's picture: a polygon whose sides do not cross.
 *
 * @param corners in their order, three to twenty
 */
public record PictureArea(List<PicturePoint> corners) {
  private static final int FEWEST = 3;
  private static final int MOST = 20;

  /** Of a picture of 1280 x 720, nine pixels: less is a slip of the hand. */
  private static final double LEAST_SHARE = 1e-5;

  /** Copies the list; refuses what is no such polygon, in words for whoever wrote it. */
  public PictureArea {
    corners = List.copyOf(corners);
    if (corners.size() < FEWEST || corners.size() > MOST) {
      throw new IllegalArgumentException(
          "an area has 3 to 20 corners, this one has " + corners.size());
    }
    if (crossing(corners)) {
      throw new IllegalArgumentException(
          "the sides of the area cross each other: name its corners one after the other, around"
              + " it");
    }
    if (share(corners) < LEAST_SHARE) {
      throw new IllegalArgumentException("the area is empty: its corners lie on one line");
    }
  }

  /**
   * Reads corners as SVG writes those of a polygon: {@code 0,0 0.5,0 0.5,0.2}.
   *
   * @throws IllegalArgumentException in words for whoever wrote it
   */
  public static PictureArea parse(String text) {
    return new PictureArea(PicturePoint.parseAll(text));
  }

  /** Share of the picture that it covers, 0 to 1. */
  public double share() {
    return share(corners);
  }

  /** Whether a place lies inside: an even-odd count of the sides to its right. */
  public boolean contains(double x, double y) {
    boolean inside = false;
    PicturePoint before = corners.getLast();
    for (PicturePoint corner : corners) {
      boolean spans = corner.y() > y != before.y() > y;
      if (spans
          && x
              < corner.x()
                  + (before.x() - corner.x()) * (y - corner.y()) / (before.y() - corner.y())) {
        inside = !inside;
      }
      before = corner;
    }
    return inside;
  }

  private static double share(List<PicturePoint> corners) {
    double twice = 0;
    PicturePoint before = corners.getLast();
    for (PicturePoint corner : corners) {
      twice += before.x() * corner.y() - corner.x() * before.y();
      before = corner;
    }
    return Math.abs(twice) / 2;
  }

  private static boolean crossing(List<PicturePoint> corners) {
    int count = corners.size();
    for (int i = 0; i < count; i++) {
      for (int j = i + 2; j < count; j++) {
        boolean neighbours = i == 0 && j == count - 1;
        if (!neighbours
            && crossing(
                corners.get(i), corners.get(i + 1), corners.get(j), corners.get((j + 1) % count))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean crossing(PicturePoint a, PicturePoint b, PicturePoint c, PicturePoint d) {
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
  }

  /** Above zero if {@code c} lies to the right of the way from {@code a} to {@code b}. */
  private static double turn(PicturePoint a, PicturePoint b, PicturePoint c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return corners.stream().map(PicturePoint::toString).collect(Collectors.joining(" "));
  }
}
