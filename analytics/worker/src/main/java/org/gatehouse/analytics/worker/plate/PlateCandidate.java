package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.List;

/**
 * A plate in a picture.
 *
 * @param text without separators; {@code ?} for a province that could not be read
 * @param characters the belief in each character, 0 to 1, in the text's order
 * @param region {@code CN}, {@code EU}, a country's code, {@code US}, {@code BR} or {@code GENERIC}
 * @param kind of plate, such as {@code standard}
 * @param share of belief among the legal readings, 0 to 1
 * @param confidence 0 to 1
 * @param quad its corners in picture pixels
 */
public record PlateCandidate(
    String text,
    List<Double> characters,
    String region,
    String kind,
    double share,
    double confidence,
    Quad quad) {
  /** Stands for a province that could not be read. */
  public static final String UNKNOWN = "?";

  private static final double EVEN = 0.5;
  private static final double SURE = 0.8;

  /** What a reading of a box says, by its best hypothesis; the reading must have one. */
  static PlateCandidate of(PlateReading reading, Quad quad) {
    Hypothesis best = reading.hypotheses().getFirst();
    List<Double> characters = characters(reading, best);
    double log = Math.min(reading.greedyLog(), best.log() + best.match().penalty());
    double share = reading.shareOfTwins(best);
    String text = best.text();
    if (isProvinceGuessed(best, characters)) {
      text = UNKNOWN + text.substring(1);
      share = characters.stream().skip(1).mapToDouble(Double::doubleValue).min().orElse(share);
    }
    return new PlateCandidate(
        text,
        characters,
        best.match().region(),
        best.match().kind(),
        share,
        Math.exp(log / best.text().length()) * share,
        quad);
  }

  /** A province that is less likely than all others together is not told. */
  private static boolean isProvinceGuessed(Hypothesis best, List<Double> characters) {
    return PlateAlphabet.PROVINCES.indexOf(best.text().charAt(0)) >= 0
        && characters.getFirst() < EVEN
        && characters.stream().skip(1).allMatch(belief -> belief >= SURE);
  }

  /** Whether it is a number without letters. */
  boolean isNumber() {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The belief in the character that is believed least. */
  double weakest() {
    return characters.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  /** A character is as sure as all hypotheses together that have it in its place. */
  private static List<Double> characters(PlateReading reading, Hypothesis best) {
    List<Double> characters = new ArrayList<>();
    for (int i = 0; i < best.text().length(); i++) {
      double sum = 0;
      for (Hypothesis other : reading.hypotheses()) {
        boolean agrees =
            other.text().length() == best.text().length()
                && other.text().charAt(i) == best.text().charAt(i);
        sum += agrees ? reading.share(other) : 0;
      }
      characters.add(Math.min(1, sum));
    }
    return List.copyOf(characters);
  }
}
