package org.gatehouse.analytics.worker.face;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;

/** Square parts of a picture, so that small faces reach the network larger. Pure. */
final class Tiles {
  /** Neighbours share so much of a tile at least: a face on the seam lies whole in one of them. */
  private static final double SHARED = 0.2;

  /** A picture that is nearly square needs none. */
  private static final double NEARLY_SQUARE = 1.2;

  private Tiles() {}

  /** Tiles along the longer side, as large as the shorter one. */
  static List<Box> of(int width, int height) {
    int side = Math.min(width, height);
    int length = Math.max(width, height);
    if (length < side * NEARLY_SQUARE) {
      return List.of();
    }
    int count = (int) Math.ceil((length - side * SHARED) / (side * (1 - SHARED)));
    List<Box> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double at = (length - side) * (double) i / (count - 1);
      tiles.add(
          width >= height
              ? new Box(Math.floor(at), 0, side, side)
              : new Box(0, Math.floor(at), side, side));
    }
    return tiles;
  }
}
