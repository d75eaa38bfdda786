package org.gatehouse.analytics.worker.passage;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The plates that were told a moment ago, so that a vehicle whose plate comes back into sight is
 * not told twice. Belongs to its lane's thread.
 */
final class RecentPlates {
  private static final long MEMORY_MICROS = 8_000_000;

  private final Deque<Told> told = new ArrayDeque<>();

  /** Whether a track that began then shows a plate that was just told. */
  boolean contains(String text, long startMicros) {
    while (!told.isEmpty() && told.getFirst().endMicros + MEMORY_MICROS < startMicros) {
      told.removeFirst();
    }
    return told.stream()
        .anyMatch(t -> LookAlikes.same(t.text, text) && startMicros <= t.endMicros + MEMORY_MICROS);
  }

  void add(String text, long endMicros) {
    told.addLast(new Told(text, endMicros));
  }

  private record Told(String text, long endMicros) {}
}
