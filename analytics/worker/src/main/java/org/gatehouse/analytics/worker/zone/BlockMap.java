package org.gatehouse.analytics.worker.zone;

/**
 * Which blocks of a picture that is shrunk to blocks a lane watches, and which of them show
 * anything at all. Immutable.
 */
public final class BlockMap {
  private final int columns;
  private final int rows;
  private final boolean[] watched;
  private final boolean[] seen;
  private final int watchedCount;
  private final int seenCount;

  /** Tells places, in fractions of the picture, apart. */
  @FunctionalInterface
  interface Where {
    boolean test(double x, double y);
  }

  /** By the middles of the blocks, in fractions of the picture. */
  BlockMap(int columns, int rows, Where inZone, Where masked) {
    this.columns = columns;
    this.rows = rows;
    this.watched = new boolean[columns * rows];
    this.seen = new boolean[columns * rows];
    int shown = 0;
    int inside = 0;
    for (int i = 0; i < seen.length; i++) {
      double x = (i % columns + 0.5) / columns;
      int row = i / columns;
      double y = (row + 0.5) / rows;
      seen[i] = !masked.test(x, y);
      watched[i] = seen[i] && inZone.test(x, y);
      shown += seen[i] ? 1 : 0;
      inside += watched[i] ? 1 : 0;
    }
    this.seenCount = shown;
    this.watchedCount = inside;
  }

  /** Whether it is of a picture of so many blocks. */
  boolean fits(int otherColumns, int otherRows) {
    return columns == otherColumns && rows == otherRows;
  }

  /** Whether a lane is about that block. */
  public boolean watches(int block) {
    return watched[block];
  }

  /** Whether no mask lies on that block. */
  public boolean sees(int block) {
    return seen[block];
  }

  /** Blocks that the lane is about. */
  public int watched() {
    return watchedCount;
  }

  /** Blocks that no mask lies on. */
  public int seen() {
    return seenCount;
  }
}
