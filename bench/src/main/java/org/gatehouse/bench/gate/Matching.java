package org.gatehouse.bench.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.bench.report.EditDistance;

/**
 * Which event belongs to which passage. An event belongs to a passage when its time falls inside
 * [start - 1 s, end + 5 s], at most one event each; where windows overlap, the closest texts are
 * paired first. A second event in the window of a passage that has one, within edit distance 2 of
 * that passage's plate or of its event's text, is a duplicate; all others are false. A vehicle
 * without a plate has an event without a text, and only such a vehicle: whatever is read of it is
 * false, and that nothing is read of another is no event of it. Pure.
 *
 * @param events the event of each passage that has one
 */
record Matching(List<Found> events, List<Sighting> duplicates, List<Sighting> falseEvents) {
  private static final double BEFORE = 1;
  private static final double AFTER = 5;
  private static final int NEAR = 2;

  /**
   * A passage and its event.
   *
   * @param labelAt which of the labels it is: two rows may say the same
   * @param sightingAt which of the sightings
   */
  record Found(Label label, Sighting sighting, int labelAt, int sightingAt) {
    boolean exact() {
      return label.plate().equals(sighting.plate());
    }
  }

  private record Pair(int label, int sighting, int distance, double away) {}

  static Matching of(List<Label> labels, List<Sighting> sightings) {
    List<Found> events = new ArrayList<>();
    BitSet served = new BitSet();
    BitSet taken = new BitSet();
    for (Pair pair : pairs(labels, sightings)) {
      if (!served.get(pair.label()) && !taken.get(pair.sighting())) {
        served.set(pair.label());
        taken.set(pair.sighting());
        events.add(
            new Found(
                labels.get(pair.label()),
                sightings.get(pair.sighting()),
                pair.label(),
                pair.sighting()));
      }
    }
    List<Sighting> duplicates = new ArrayList<>();
    List<Sighting> falseEvents = new ArrayList<>();
    for (int i = 0; i < sightings.size(); i++) {
      if (!taken.get(i) && !sightings.get(i).plate().isEmpty()) {
        (repeats(sightings.get(i), events) ? duplicates : falseEvents).add(sightings.get(i));
      }
    }
    return new Matching(events, duplicates, falseEvents);
  }

  /** All pairs that the windows allow, closest text first, then closest time. */
  private static List<Pair> pairs(List<Label> labels, List<Sighting> sightings) {
    List<Pair> pairs = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      for (int s = 0; s < sightings.size(); s++) {
        Label label = labels.get(l);
        Sighting sighting = sightings.get(s);
        boolean alike = label.plate().isEmpty() == sighting.plate().isEmpty();
        if (alike && inWindow(label, sighting)) {
          int distance = EditDistance.between(label.plate(), sighting.plate());
          double away = Math.abs(sighting.atSeconds() - label.endSeconds());
          pairs.add(new Pair(l, s, distance, away));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::distance).thenComparingDouble(Pair::away));
    return pairs;
  }

  private static boolean inWindow(Label label, Sighting sighting) {
    return sighting.atSeconds() >= label.startSeconds() - BEFORE
        && sighting.atSeconds() <= label.endSeconds() + AFTER;
  }

  private static boolean repeats(Sighting sighting, List<Found> events) {
    return events.stream()
        .anyMatch(
            event ->
                !event.label().plate().isEmpty()
                    && inWindow(event.label(), sighting)
                    && (near(sighting.plate(), event.label().plate())
                        || near(sighting.plate(), event.sighting().plate())));
  }

  private static boolean near(String a, String b) {
    return EditDistance.between(a, b) <= NEAR;
  }

  int found() {
    return events.size();
  }

  int exact() {
    return (int) events.stream().filter(Found::exact).count();
  }

  int wrong() {
    return found() - exact();
  }

  /**
   * Milliseconds from the moment a plate was 80 pixels wide to the delivery of the first event with
   * its final text, for each passage that has both. Without a plate nothing is decided.
   */
  List<Long> decisionMillis() {
    List<Long> millis = new ArrayList<>();
    for (Found event : events) {
      if (event.label().legibleSeconds().isPresent() && !event.label().plate().isEmpty()) {
        double from = event.label().legibleSeconds().getAsDouble();
        millis.add(Math.round((event.sighting().deliveredSeconds() - from) * 1000));
      }
    }
    return millis;
  }
}
