package org.gatehouse.bench.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    // By number: two rows may say the same.
    String[] texts = new String[truth.size()];
    Arrays.fill(texts, "");
    for (boolean exactly : new boolean[] {true, false}) {
      for (int i = 0; i < texts.length; i++) {
        int at = texts[i].isEmpty() ? reportOf(truth.get(i), left, exactly) : -1;
        if (at >= 0) {
          texts[i] = left.remove(at).text();
        }
      }
    }
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      told.add(new Told(truth.get(i), texts[i]));
    }
    return new PictureScore(file, told, List.copyOf(left));
  }

  /** Which report is the first of a plate; -1 if none is. */
  private static int reportOf(TruePlate plate, List<PlateCandidate> left, boolean exactly) {
    for (int i = 0; i < left.size(); i++) {
      PlateCandidate report = left.get(i);
      if (plate.isAt(report.quad().bounds()) && (!exactly || report.text().equals(plate.text()))) {
        return i;
      }
    }
    return -1;
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
