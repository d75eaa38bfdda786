package org.gatehouse.bench.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.bench.report.EditDistance;

/**
 * One picture, judged. Each report counts for one plate at most, those with the right text first.
 *
 * @param told by plate, what was reported of it; empty text for nothing
 * @param falsePlates reports that lie on no labelled plate, or are a second one of the same plate
 */
record PictureScore(String file, List<Told> told, List<PlateCandidate> falsePlates) {
  /** What was reported of a labelled plate. */
  record Told(TruePlate truth, String text) {
    boolean located() {
      return !text.isEmpty();
    }

    boolean exact() {
      return text.equals(truth.text());
    }

    boolean exactMerged() {
      return merged(text).equals(merged(truth.text()));
    }

    boolean provinceRight() {
      return located() && text.charAt(0) == truth.text().charAt(0);
    }

    int wrongCharacters() {
      return Math.min(truth.text().length(), EditDistance.between(text, truth.text()));
    }

    private static String merged(String text) {
      return text.replace('O', '0').replace('I', '1');
    }
  }

  static PictureScore of(String file, List<TruePlate> truth, List<PlateCandidate> reports) {
    List<PlateCandidate> left = new ArrayList<>(reports);
    Map<TruePlate, String> texts = new HashMap<>();
    for (boolean exactly : new boolean[] {true, false}) {
      for (TruePlate plate : truth) {
        if (!texts.containsKey(plate)) {
          left.stream()
              .filter(r -> plate.isAt(r.quad().bounds()))
              .filter(r -> !exactly || r.text().equals(plate.text()))
              .findFirst()
              .ifPresent(
                  report -> {
                    texts.put(plate, report.text());
                    left.remove(report);
                  });
        }
      }
    }
    List<Told> told =
        truth.stream().map(plate -> new Told(plate, texts.getOrDefault(plate, ""))).toList();
    return new PictureScore(file, told, List.copyOf(left));
  }

  /** For sorting: how much is wrong here. */
  int faults() {
    return falsePlates.size() + told.stream().mapToInt(Told::wrongCharacters).sum();
  }

  /** For a person: truth and reading of what is wrong. */
  String text() {
    StringBuilder text = new StringBuilder(file);
    told.stream()
        .filter(plate -> !plate.exact())
        .forEach(
            plate ->
                text.append("  ")
                    .append(plate.truth().text())
                    .append(plate.located() ? " read " + plate.text() : " not told"));
    falsePlates.forEach(plate -> text.append("  false ").append(plate.text()));
    return text.toString();
  }
}
