package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.List;

/** Writes what a recogniser would put out: sure steps, doubtful steps, foreign signs. */
final class Steps {
  private final List<float[]> rows = new ArrayList<>();
  private final List<Float> others = new ArrayList<>();

  /** Characters seen surely, a blank behind each. */
  Steps text(String text) {
    text.chars().forEach(c -> either((char) c, 0.98f, (char) c, 0f));
    return this;
  }

  /** One position that may be either of two. */
  Steps either(char first, float firstProbability, char second, float secondProbability) {
    float[] row = new float[PlateAlphabet.SIZE];
    row[PlateAlphabet.number(first)] += firstProbability;
    row[PlateAlphabet.number(second)] += secondProbability;
    row[0] = 1 - firstProbability - secondProbability;
    add(row, 0);
    return blank();
  }

  /** One position that may be any of three alike. */
  Steps three(char first, char second, char third) {
    float[] row = new float[PlateAlphabet.SIZE];
    for (char c : new char[] {first, second, third}) {
      row[PlateAlphabet.number(c)] = 0.33f;
    }
    row[0] = 0.01f;
    add(row, 0);
    return blank();
  }

  /** A sign that is on no plate. */
  Steps foreign() {
    float[] row = new float[PlateAlphabet.SIZE];
    row[0] = 0.02f;
    add(row, 0.98f);
    return blank();
  }

  private Steps blank() {
    float[] row = new float[PlateAlphabet.SIZE];
    row[0] = 0.99f;
    add(row, 0);
    return this;
  }

  private void add(float[] row, float other) {
    rows.add(row);
    others.add(other);
  }

  /** In the recogniser's own classes: blank, the plate characters, one foreign, space. */
  CtcMatrix matrix() {
    int classes = PlateAlphabet.SIZE + 2;
    int[] folding = new int[classes];
    for (int i = 0; i < PlateAlphabet.SIZE; i++) {
      folding[i] = i;
    }
    folding[classes - 2] = PlateAlphabet.OTHER;
    float[] raw = new float[rows.size() * classes];
    for (int t = 0; t < rows.size(); t++) {
      System.arraycopy(rows.get(t), 0, raw, t * classes, PlateAlphabet.SIZE);
      raw[t * classes + classes - 2] = others.get(t);
    }
    return CtcMatrix.of(raw, rows.size(), folding);
  }

  /** Read by the formats of regions. */
  PlateReading read(String... regions) {
    return PlateReading.of(matrix(), new GrammarDecoder(FormatSet.of(List.of(regions))));
  }
}
