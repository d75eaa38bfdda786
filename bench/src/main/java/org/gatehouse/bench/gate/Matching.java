package org.gatehouse.bench.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.report.EditDistance;

/**
 * Which event belongs to which passage. An event belongs to a passage when its time falls inside
 * [start - 1 s, end + 5 s], at most one event each; where windows overlap, the closest texts are
 * paired first. A second event in the window of a passage that has one, within edit distance 2 of
 * that passage's plate or of its event's text, is a duplicate; all others are false. Pure.
 *
 * @param events the event of each passage that has one
 */
record Matching(
    Map<Label, Sighting> events, List<Sighting> duplicates, List<Sighting> falseEvents) {
  private static final double BEFORE = 1;
  private static final double AFTER = 5;
  private static final int NEAR = 2;

  private record Pair(int label, int sighting, int distance, double away) {}

  static Matching of(List<Label> labels, List<Sighting> sightings) {
    Map<Label, Sighting> events = new LinkedHashMap<>();
    BitSet served = new BitSet();
    BitSet taken = new BitSet();
    for (Pair pair : pairs(labels, sightings)) {
      if (!served.get(pair.label()) && !taken.get(pair.sighting())) {
        served.set(pair.label());
        taken.set(pair.sighting());
        events.put(labels.get(pair.label()), sightings.get(pair.sighting()));
      }
    }
    List<Sighting> duplicates = new ArrayList<>();
    List<Sighting> falseEvents = new ArrayList<>();
    for (int i = 0; i < sightings.size(); i++) {
      if (!taken.get(i)) {
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
        if (inWindow(label, sighting)) {
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

  private static boolean repeats(Sighting sighting, Map<Label, Sighting> events) {
    return events.entrySet().stream()
        .anyMatch(
            event ->
                inWindow(event.getKey(), sighting)
                    && (near(sighting.plate(), event.getKey().plate())
                        || near(sighting.plate(), event.getValue().plate())));
  }

  private static boolean near(String a, String b) {
    return EditDistance.between(a, b) <= NEAR;
  }

  int found() {
    return events.size();
  }

  int exact() {
    return (int)
        events.entrySet().stream()
            .filter(event -> event.getKey().plate().equals(event.getValue().plate()))
            .count();
  }

  int wrong() {
    return found() - exact();
  }

  /**
   * Milliseconds from the moment a plate was 80 pixels wide to the delivery of the first event with
   * its final text, for each passage that has both.
   */
  List<Long> decisionMillis() {
    List<Long> millis = new ArrayList<>();
    events.forEach(
        (label, sighting) -> {
          if (label.legibleSeconds().isPresent()) {
            double late = sighting.deliveredSeconds() - label.legibleSeconds().getAsDouble();
            millis.add(Math.round(late * 1000));
          }
        });
    return millis;
  }
}
