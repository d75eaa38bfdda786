package org.gatehouse.analytics.worker.passage;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Blocks of a picture that lie together, gaps of a block apart at most: one thing.
 *
 * @param blocks how many
 * @param left first column
 * @param top first row
 * @param right last column
 * @param bottom last row
 */
record Blob(int blocks, int left, int top, int right, int bottom) {
  private static final int REACH = 2;
  private static final Blob NONE = new Blob(0, 0, 0, -1, -1);

  /** The largest one; spends the mask. */
  static Blob largest(boolean[] mask, int width) {
    Blob largest = NONE;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        Blob found = from(mask, width, i);
        largest = found.blocks > largest.blocks ? found : largest;
      }
    }
    return largest;
  }

  private static Blob from(boolean[] mask, int width, int first) {
    Blob blob = new Blob(0, first % width, first / width, first % width, first / width);
    Deque<Integer> open = new ArrayDeque<>();
    open.add(first);
    mask[first] = false;
    while (!open.isEmpty()) {
      int at = open.removeLast();
      blob = blob.with(at % width, at / width);
      spread(mask, width, at, open);
    }
    return blob;
  }

  private static void spread(boolean[] mask, int width, int at, Deque<Integer> open) {
    int height = mask.length / width;
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        int x = at % width + dx;
        int y = at / width + dy;
        if (x >= 0 && x < width && y >= 0 && y < height && mask[y * width + x]) {
          mask[y * width + x] = false;
          open.addLast(y * width + x);
        }
      }
    }
  }

  private Blob with(int x, int y) {
    return new Blob(
        blocks + 1, Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
  }
}
