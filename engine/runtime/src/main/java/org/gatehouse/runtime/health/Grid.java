package org.gatehouse.runtime.health;

import java.util.List;
import org.gatehouse.contract.vision.PictureArea;

/** The places by which pictures are compared: small pixels, and cells of ten by ten of them. */
final class Grid {
  /** Small pixels. */
  static final int COLUMNS = 160;

  static final int ROWS = 90;
  static final int CELL = 10;
  static final int ACROSS = COLUMNS / CELL;
  static final int DOWN = ROWS / CELL;
  static final int CELLS = ACROSS * DOWN;

  private static final int PROBES = 5;

  private Grid() {}

  /** Which cells nobody is to see; a cell that an area touches is one of them. */
  static boolean[] masked(List<PictureArea> areas) {
    boolean[] masked = new boolean[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      for (PictureArea area : areas) {
        masked[cell] |= touches(area, cell % ACROSS, cell / ACROSS);
      }
    }
    return masked;
  }

  private static boolean touches(PictureArea area, int column, int row) {
    for (int i = 0; i < PROBES * PROBES; i++) {
      double x = (column + (i % PROBES) / (PROBES - 1.0)) / ACROSS;
      double y = (row + Math.floorDiv(i, PROBES) / (PROBES - 1.0)) / DOWN;
      if (area.contains(x, y)) {
        return true;
      }
    }
    return false;
  }
}
