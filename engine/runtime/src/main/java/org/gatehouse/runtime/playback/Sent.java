package org.gatehouse.runtime.playback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a player was given: how much of it is still before it. Owner: one thread. */
final class Sent {
  private record Span(Instant start, Instant end) {}

  private final Deque<Span> spans = new ArrayDeque<>();

  void clear() {
    spans.clear();
  }

  /** Notes video that was sent. */
  void add(Instant start, Instant end) {
    Span last = spans.peekLast();
    if (last != null && !start.isAfter(last.end.plus(FootageCursor.SEAM))) {
      spans.removeLast();
      spans.addLast(new Span(last.start, end));
    } else {
      spans.addLast(new Span(start, end));
    }
  }

  /** Video after {@code position}, without the holes. */
  Duration after(Instant position) {
    while (!spans.isEmpty() && !spans.getFirst().end.isAfter(position)) {
      spans.removeFirst();
    }
    Duration sum = Duration.ZERO;
    for (Span span : spans) {
      Instant start = span.start.isAfter(position) ? span.start : position;
      sum = sum.plus(Duration.between(start, span.end));
    }
    return sum;
  }
}
