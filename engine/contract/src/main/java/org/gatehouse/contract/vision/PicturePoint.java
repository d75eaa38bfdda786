package org.gatehouse.contract.vision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a camera's picture, whatever the size of that.
 *
 * @param x part of the picture's width from its left, 0 to 1
 * @param y part of its height from its top, 0 to 1
 */
public record PicturePoint(double x, double y) {
  /** Refuses what lies outside of the picture. */
  public PicturePoint {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException("corner " + x + "," + y + " is not inside 0,0 to 1,1");
    }
  }

  /** Reads places such as {@code 0,0 0.5,0}. */
  static List<PicturePoint> parseAll(String text) {
    List<PicturePoint> points = new ArrayList<>();
    for (String pair : text.trim().split("\\s+", -1)) {
      String[] parts = pair.split(",", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "expected corners such as '0,0 0.5,0 0.5,0.2', but saw '" + pair + "'");
      }
      points.add(new PicturePoint(number(parts[0]), number(parts[1])));
    }
    return points;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number from 0 to 1, but saw '" + text + "'", e);
    }
  }

  /** Without an exponent, which few would write by hand. */
  private static String plain(double part) {
    return BigDecimal.valueOf(part).stripTrailingZeros().toPlainString();
  }

  /** As {@link #parseAll} reads it. */
  @Override
  public String toString() {
    return plain(x) + "," + plain(y);
  }
}
