package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several readings of one plate in one picture, made one: each gives its belief to its hypotheses,
 * the more legible ones more of it. How near the winner is to what was seen is told by the reading
 * that saw it best, so that the joint one is refused as a single one would be. Pure.
 */
final class JointReading {
  /** A text that fewer looks stand for is none: with many looks some always sees a plate. */
  private static final double MIN_BELIEF = 0.2;

  private JointReading() {}

  static PlateReading of(List<PlateReading> readings) {
    Map<String, Double> belief = new LinkedHashMap<>();
    Map<String, FormatSet.Match> matches = new HashMap<>();
    double all = 0;
    for (PlateReading reading : readings) {
      double weight = Math.exp(2 * reading.legibility());
      all += weight;
      for (Hypothesis hypothesis : reading.hypotheses()) {
        belief.merge(hypothesis.text(), weight * reading.share(hypothesis), Double::sum);
        matches.put(hypothesis.text(), hypothesis.match());
      }
    }
    String winner =
        belief.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    double most = belief.getOrDefault(winner, 0.0);
    if (most < MIN_BELIEF * all) {
      return readings.getFirst();
    }
    PlateReading witness = witness(readings, winner);
    double log = log(witness, winner);
    List<Hypothesis> hypotheses = new ArrayList<>();
    belief.forEach(
        (text, value) -> {
          FormatSet.Match match = matches.get(text);
          if (match != null && value > 0) {
            hypotheses.add(new Hypothesis(text, match, log + Math.log(value / most)));
          }
        });
    hypotheses.sort(Comparator.comparingDouble(Hypothesis::log).reversed());
    return new PlateReading(witness.greedy(), witness.greedyLog(), List.copyOf(hypotheses));
  }

  private static PlateReading witness(List<PlateReading> readings, String text) {
    return readings.stream()
        .filter(reading -> log(reading, text) > Double.NEGATIVE_INFINITY)
        .max(Comparator.comparingDouble(r -> Math.min(log(r, text), r.greedyLog()) + log(r, text)))
        .orElseThrow();
  }

  private static double log(PlateReading reading, String text) {
    return reading.hypotheses().stream()
        .filter(h -> h.text().equals(text))
        .mapToDouble(Hypothesis::log)
        .findFirst()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
