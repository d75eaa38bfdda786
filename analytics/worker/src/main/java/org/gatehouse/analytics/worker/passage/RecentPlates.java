package org.gatehouse.analytics.worker.passage;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * The plates that were told a moment ago, so that a vehicle whose plate comes back into sight is
 * not told twice. Belongs to its lane's thread.
 */
final class RecentPlates {
  private static final long MEMORY_MICROS = 8_000_000;

  /** A vehicle that stands may be hidden for longer; it comes back where it was. */
  private static final long STANDING_MEMORY_MICROS = 60_000_000;

  /** What is hidden for so long only may have been misread before. */
  private static final long SHORT_MICROS = 3_000_000;

  private static final double SAME_PLACE = 0.3;

  private final Deque<Told> told = new ArrayDeque<>();

  /** Whether a track that began then and there shows a plate that was just told. */
  boolean contains(String text, long startMicros, Box where) {
    while (!told.isEmpty() && told.getFirst().endMicros + STANDING_MEMORY_MICROS < startMicros) {
      told.removeFirst();
    }
    return told.stream().anyMatch(before -> before.isSame(text, startMicros, where));
  }

  /** It was seen last then and there. */
  void add(String text, long endMicros, Box where) {
    told.addLast(new Told(text, endMicros, where));
  }

  private record Told(String text, long endMicros, Box where) {
    /** Vehicles of one fleet differ in a character, so elsewhere only look-alikes are the same. */
    boolean isSame(String other, long startMicros, Box start) {
      boolean here = where.iou(start) >= SAME_PLACE;
      long hidden = startMicros - endMicros;
      boolean perhapsMisread = here && hidden <= SHORT_MICROS;
      return hidden <= (here ? STANDING_MEMORY_MICROS : MEMORY_MICROS)
          && (perhapsMisread ? Likeness.same(text, other) : Likeness.alike(text, other));
    }
  }
}
