package org.gatehouse.runtime.mp4;

import java.util.Arrays;

/**
 * Finds decode times from presentation times that come in decode order. Where a picture may be
 * preceded by {@code depth} pictures that are shown after it, the n-th picture's decode time is the
 * (n - depth)-th smallest presentation time: known as soon as the picture is there. Owner: one
 * {@link MediaClock}.
 */
final class ReorderWindow {
  /** No decoder holds more pictures (ITU-T H.264 §A.3.1). */
  private static final int DEEPEST = 16;

  /** The {@code depth} largest times so far, ascending; room for one more. */
  private final long[] held = new long[DEEPEST + 1];

  private int depth;
  private long last = Long.MIN_VALUE;
  private boolean reordered;

  /** Fills the window with the times before the first one, {@code interval} apart. */
  void start(long first, long interval) {
    for (int i = 0; i < depth; i++) {
      held[i] = first - (depth - i) * interval;
    }
  }

  /** Takes a presentation time, gives a decode time; the caller keeps them ascending. */
  long push(long time) {
    if (time < last && depth < DEEPEST) {
      reordered = true;
      insert(time);
      depth++;
      return last;
    }
    insert(time);
    long smallest = held[0];
    System.arraycopy(held, 1, held, 0, depth);
    last = smallest;
    return smallest;
  }

  /** Deepens the window, never the other way. */
  void atLeast(int wanted) {
    while (depth < Math.min(wanted, DEEPEST)) {
      insert(depth == 0 ? last : held[0]);
      depth++;
    }
  }

  /** True once a time was out of order by more than the depth known before. */
  boolean reordered() {
    return reordered;
  }

  private void insert(long time) {
    int at = Arrays.binarySearch(held, 0, depth, time);
    int place = at < 0 ? -at - 1 : at;
    System.arraycopy(held, place, held, place + 1, depth - place);
    held[place] = time;
  }
}
