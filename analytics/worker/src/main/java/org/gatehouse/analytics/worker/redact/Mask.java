package org.gatehouse.analytics.worker.redact;

import java.util.List;

/** A polygon in fractions of the picture, 0 to 1, origin top left. */
public record Mask(List<Corner> corners) {
  /** Keeps its own list. */
  public Mask {
    corners = List.copyOf(corners);
  }

  /** One of its corners. */
  public record Corner(double x, double y) {}
}
