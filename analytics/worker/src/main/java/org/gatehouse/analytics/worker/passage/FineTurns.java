package org.gatehouse.analytics.worker.passage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Which small parts of a frame are searched: those that changed since they were, each in one of
 * four frames. All of them in each would cost five times what the large parts do. Belongs to its
 * lane's thread.
 */
final class FineTurns {
  private static final int TURNS = 4;

  /** As it looked when the part was searched last. */
  private final Map<Box, ThumbView> searched = new HashMap<>();

  private int frame;

  /** For the next frame; to be asked for each part once, always in the same order. */
  Predicate<Box> next(ThumbView now) {
    frame++;
    return new Predicate<>() {
      private int number = frame;

      @Override
      public boolean test(Box part) {
        return number++ % TURNS == 0 && changed(part, now);
      }
    };
  }

  private boolean changed(Box part, ThumbView now) {
    ThumbView before = searched.get(part);
    if (before != null && !now.differsFrom(before, part)) {
      return false;
    }
    searched.put(part, now);
    return true;
  }
}
