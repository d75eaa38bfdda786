package org.gatehouse.analytics.worker.passage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Where something has moved of late: what comes to a stop is looked at for a while longer. Belongs
 * to its lane's thread.
 */
final class MotionWatch {
  /** Slow motion shows only against a picture this old. */
  private static final long REFERENCE_MICROS = 300_000;

  private static final long MEMORY_MICROS = 800_000;

  private record Moved(long micros, Box where) {}

  private final Deque<Moved> moved = new ArrayDeque<>();
  private ThumbView reference;
  private long referenceMicros;

  /** Begins with a first picture. */
  MotionWatch(ThumbView first, long micros) {
    reference = first;
    referenceMicros = micros;
    // What is there at the start is looked at as if it had just come.
    first.zone().ifPresent(zone -> moved.add(new Moved(micros, zone)));
  }

  /** The part of the zone in which something has moved; nothing if nothing has. */
  Optional<Box> area(ThumbView view, long micros) {
    view.changedSince(reference).ifPresent(where -> moved.addLast(new Moved(micros, where)));
    if (Math.abs(micros - referenceMicros) >= REFERENCE_MICROS) {
      reference = view;
      referenceMicros = micros;
    }
    moved.removeIf(m -> Math.abs(micros - m.micros) > MEMORY_MICROS);
    return moved.stream().map(Moved::where).reduce(Box::union);
  }
}
