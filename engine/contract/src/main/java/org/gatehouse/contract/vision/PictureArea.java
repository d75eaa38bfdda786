package org.gatehouse.contract.vision;

import java.util.List;

/**
 * A part of a camera's picture, bounded by straight lines.
 *
 * @param corners at least three, in order
 */
public record PictureArea(List<Corner> corners) {
  private static final int FEWEST = 3;

  /** Keeps its own list. */
  public PictureArea {
    corners = List.copyOf(corners);
    if (corners.size() < FEWEST) {
      throw new IllegalArgumentException(
          "an area needs at least three corners, not " + corners.size());
    }
  }

  /** A place in fractions of the picture, 0 to 1, origin top left. */
  public record Corner(double x, double y) {}
}
