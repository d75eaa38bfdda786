package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * Where one face or plate was seen over a while, and where it is to be covered at any moment of
 * that: between two sightings on all the way, before the first and after the last one on the way it
 * was taking. Times are epoch microseconds. Belongs to its {@link Trails}.
 */
final class Trail {
  /** Sightings so near to a moment are covered with it: boxes tremble. */
  private static final long NEAR_MICROS = 90_000;

  /** Speeds are taken over so long. */
  private static final long SPEED_MICROS = 120_000;

  private final Kind kind;
  private final long holdMicros;
  private final List<Seen> seen = new ArrayList<>();

  private record Seen(long micros, Box box) {}

  /**
   * @param holdMicros how long before the first and after the last sighting, and between two
   */
  Trail(Kind kind, long holdMicros) {
    this.kind = kind;
    this.holdMicros = holdMicros;
  }

  Kind kind() {
    return kind;
  }

  /** It is there now; times rise. */
  void add(Box box, long micros) {
    seen.add(new Seen(micros, box));
  }

  long lastMicros() {
    return seen.getLast().micros;
  }

  /** Where it should be, from how it moved. */
  Box expected(long micros) {
    return moved(seen.size() - 1, -1, micros);
  }

  /** The place to cover at a moment, without margin; null where it is not about. */
  @Nullable Box at(long micros) {
    int before = lastBefore(micros);
    int after = before >= 0 && seen.get(before).micros == micros ? before : before + 1;
    boolean held = before >= 0 && micros - seen.get(before).micros <= holdMicros;
    boolean coming = after < seen.size() && seen.get(after).micros - micros <= holdMicros;
    if (held && coming) {
      return near(Boxes.hull(seen.get(before).box, seen.get(after).box), micros);
    }
    if (held) {
      return near(Boxes.hull(seen.get(before).box, moved(before, -1, micros)), micros);
    }
    return coming ? near(Boxes.hull(seen.get(after).box, moved(after, 1, micros)), micros) : null;
  }

  private int lastBefore(long micros) {
    int i = seen.size() - 1;
    while (i >= 0 && seen.get(i).micros > micros) {
      i--;
    }
    return i;
  }

  private Box near(Box box, long micros) {
    Box sum = box;
    for (Seen one : seen) {
      if (Math.abs(one.micros - micros) <= NEAR_MICROS) {
        sum = Boxes.hull(sum, one.box);
      }
    }
    return sum;
  }

  /**
   * A sighting's box moved on (or back) to a moment.
   *
   * @param step -1 to take the speed from sightings before it, 1 from those after it
   */
  private Box moved(int from, int step, long micros) {
    Seen base = seen.get(from);
    int other = from;
    while (other + step >= 0
        && other + step < seen.size()
        && Math.abs(seen.get(other).micros - base.micros) < SPEED_MICROS) {
      other += step;
    }
    long apart = base.micros - seen.get(other).micros;
    if (apart == 0) {
      return base.box;
    }
    double share = (micros - base.micros) / (double) apart;
    Box then = seen.get(other).box;
    return Box.around(
        base.box.centreX() + share * (base.box.centreX() - then.centreX()),
        base.box.centreY() + share * (base.box.centreY() - then.centreY()),
        base.box.width(),
        base.box.height());
  }

  /** Forgets sightings before a moment. */
  void forget(long beforeMicros) {
    seen.removeIf(one -> one.micros < beforeMicros);
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }
}
