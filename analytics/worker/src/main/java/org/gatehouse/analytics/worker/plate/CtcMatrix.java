package org.gatehouse.analytics.worker.plate;

/**
 * What the recogniser saw, step by step from left to right, folded to plate characters.
 *
 * @param probabilities by step, then by {@link PlateAlphabet} number
 * @param other by step, the probability of characters that no plate carries
 * @param greedy the characters by plain best-path decoding, others than plate characters as U+FFFD
 * @param greedyLog natural logarithm of the best path's probability
 */
public record CtcMatrix(float[][] probabilities, float[] other, String greedy, double greedyLog) {
  /** Stands in {@link #greedy} for a character that is on no plate. */
  public static final char FOREIGN = '\ufffd';

  private static final float FLOOR = 1e-6f;

  /** O and 0 are one shape on many plates, I and 1 on some: each lends the other so much belief. */
  private static final float[] TWIN_SHARES = {0.5f, 0.1f};

  private static final int[][] TWINS = {
    {PlateAlphabet.number('O'), PlateAlphabet.number('0')},
    {PlateAlphabet.number('I'), PlateAlphabet.number('1')}
  };

  /**
   * Folds raw output.
   *
   * @param raw step after step, the probability of each class
   * @param folding class to plate character, see {@link PlateAlphabet#folding}
   */
  public static CtcMatrix of(float[] raw, int steps, int[] folding) {
    int classes = folding.length;
    float[][] probabilities = new float[steps][PlateAlphabet.SIZE];
    float[] other = new float[steps];
    StringBuilder greedy = new StringBuilder();
    double log = 0;
    int last = 0;
    for (int t = 0; t < steps; t++) {
      int best = 0;
      float bestValue = -1;
      for (int c = 0; c < classes; c++) {
        float value = raw[t * classes + c];
        if (folding[c] == PlateAlphabet.OTHER) {
          other[t] += value;
        } else {
          probabilities[t][folding[c]] += value;
        }
        if (value > bestValue) {
          bestValue = value;
          best = c;
        }
      }
      lend(probabilities[t]);
      log += Math.log(Math.max(bestValue, FLOOR));
      if (best != last && folding[best] != 0) {
        greedy.append(
            folding[best] == PlateAlphabet.OTHER
                ? FOREIGN
                : PlateAlphabet.character(folding[best]));
      }
      last = best;
    }
    return new CtcMatrix(probabilities, other, greedy.toString(), log);
  }

  /**
   * Of belief that is folded already; its greedy reading takes all other characters for one.
   *
   * @param probabilities by step, then by {@link PlateAlphabet} number
   * @param other by step, the probability of characters that no plate carries
   */
  static CtcMatrix of(float[][] probabilities, float[] other) {
    StringBuilder greedy = new StringBuilder();
    double log = 0;
    int last = 0;
    for (int t = 0; t < other.length; t++) {
      int best = PlateAlphabet.SIZE;
      float most = other[t];
      for (int c = 0; c < PlateAlphabet.SIZE; c++) {
        if (probabilities[t][c] > most) {
          most = probabilities[t][c];
          best = c;
        }
      }
      log += Math.log(Math.clamp(most, FLOOR, 1f));
      if (best != last && best != 0) {
        greedy.append(best == PlateAlphabet.SIZE ? FOREIGN : PlateAlphabet.character(best));
      }
      last = best;
    }
    return new CtcMatrix(probabilities, other, greedy.toString(), log);
  }

  /** What looks like its twin is believed to be it as well. */
  static void lend(float[] row) {
    for (int i = 0; i < TWINS.length; i++) {
      float first = row[TWINS[i][0]];
      float second = row[TWINS[i][1]];
      row[TWINS[i][0]] = first + TWIN_SHARES[i] * second;
      row[TWINS[i][1]] = second + TWIN_SHARES[i] * first;
    }
  }

  /** Steps from left to right. */
  public int steps() {
    return probabilities.length;
  }
}
