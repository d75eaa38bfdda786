package org.gatehouse.contract.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of a camera's picture that nobody is to see: a polygon.
 *
 * @param corners in their order, three to twenty
 */
public record MaskArea(List<Corner> corners) {
  private static final int FEWEST = 3;
  private static final int MOST = 20;

  /**
   * A corner.
   *
   * @param x part of the picture's width from its left, 0 to 1
   * @param y part of its height from its top, 0 to 1
   */
  public record Corner(double x, double y) {
    /** Refuses what lies outside of the picture. */
    public Corner {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException("corner " + x + "," + y + " is not inside 0,0 to 1,1");
      }
    }
  }

  /** Copies the list; refuses what is no polygon. */
  public MaskArea {
    corners = List.copyOf(corners);
    if (corners.size() < FEWEST || corners.size() > MOST) {
      throw new IllegalArgumentException(
          "a mask area has 3 to 20 corners, this one has " + corners.size());
    }
  }

  /**
   * Reads corners as SVG writes those of a polygon: {@code 0,0 0.5,0 0.5,0.2}.
   *
   * @throws IllegalArgumentException in words for whoever wrote it
   */
  public static MaskArea parse(String text) {
    List<Corner> corners = new ArrayList<>();
    for (String pair : text.trim().split("\\s+", -1)) {
      String[] parts = pair.split(",", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "expected corners such as '0,0 0.5,0 0.5,0.2', but saw '" + pair + "'");
      }
      corners.add(new Corner(number(parts[0]), number(parts[1])));
    }
    return new MaskArea(corners);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number from 0 to 1, but saw '" + text + "'", e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return corners.stream()
        .map(corner -> String.format(Locale.ROOT, "%s,%s", corner.x(), corner.y()))
        .collect(Collectors.joining(" "));
  }
}
