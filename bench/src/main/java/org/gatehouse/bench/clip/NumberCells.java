package org.gatehouse.bench.clip;

import java.util.StringJoiner;

/**
 * The number of a picture, burnt into it so that a program can read it back after coding: a row of
 * cells near the bottom, each 1/32 of the width and 1/18 of the height, the first white, then
 * {@link #BITS} bits from the lowest on (white is 1), a black one, and one that makes the number of
 * white bits even. {@code engine/console/e2e/number-cells.mjs} reads it.
 */
final class NumberCells {
  /** Enough for ten minutes at 25 pictures a second. */
  static final int BITS = 14;

  private static final int CELLS = BITS + 3;

  private NumberCells() {}

  /** As a filter graph. */
  static String graph() {
    StringJoiner graph = new StringJoiner(",");
    graph.add(box(0, CELLS, "black", "1"));
    graph.add(box(0, 1, "white", "1"));
    StringJoiner ones = new StringJoiner("+");
    for (int bit = 0; bit < BITS; bit++) {
      graph.add(box(bit + 1, 1, "white", bit(bit)));
      ones.add(bit(bit));
    }
    graph.add(box(BITS + 2, 1, "white", "mod(" + ones + ",2)"));
    return graph.toString();
  }

  private static String bit(int bit) {
    return "mod(floor(n/%d),2)".formatted(1 << bit);
  }

  private static String box(int cell, int cells, String colour, String when) {
    return "drawbox=x=iw*%d/32:y=ih*16/18:w=iw*%d/32:h=ih/18:color=%s:t=fill:enable='%s'"
        .formatted(cell, cells, colour, when);
  }
}
