package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.BoxMatcher;

/**
 * Follows what was found from picture to picture, so that what one picture's look missed is covered
 * all the same. Told pictures in the order of their times; asked about any moment that is not
 * longer ago than twice the hold. One thread.
 */
final class Trails {
  private final long holdMicros;
  private final List<Trail> trails = new ArrayList<>();

  /**
   * @param holdMicros how long something is covered before it was first and after it was last seen;
   *     also the longest time between two sightings of one trail
   */
  Trails(long holdMicros) {
    this.holdMicros = holdMicros;
  }

  /** What was found in the next picture. */
  void add(List<Sighting> found, long micros) {
    for (Kind kind : Kind.values()) {
      List<Box> boxes =
          found.stream().filter(one -> one.kind() == kind).map(Sighting::box).toList();
      add(kind, Boxes.joined(boxes), micros);
    }
    trails.forEach(trail -> trail.forget(micros - 4 * holdMicros));
    trails.removeIf(Trail::isEmpty);
  }

  private void add(Kind kind, List<Box> boxes, long micros) {
    List<Trail> open =
        trails.stream()
            .filter(trail -> trail.kind() == kind && micros - trail.lastMicros() <= holdMicros)
            .toList();
    List<Box> expected = open.stream().map(trail -> trail.expected(micros)).toList();
    int[] partner = BoxMatcher.match(expected, boxes);
    boolean[] taken = new boolean[boxes.size()];
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] >= 0) {
        taken[partner[i]] = true;
        open.get(i).add(boxes.get(partner[i]), micros);
      }
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        Trail fresh = new Trail(kind, holdMicros);
        fresh.add(boxes.get(i), micros);
        trails.add(fresh);
      }
    }
  }

  /** The places to cover at a moment, margins and all. */
  List<Box> at(long micros) {
    List<Box> places = new ArrayList<>();
    for (Trail trail : trails) {
      Box box = trail.at(micros);
      if (box != null) {
        places.add(trail.kind().grown(box));
      }
    }
    return places;
  }
}
