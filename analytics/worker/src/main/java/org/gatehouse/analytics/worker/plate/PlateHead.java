package org.gatehouse.analytics.worker.plate;

/**
 * A second opinion on what the PP-OCRv4 recogniser saw, of a small network of our own on top of it
 * that was trained on drawn Chinese plates alone. See {@code analytics/worker/training/README.md}.
 * Pure.
 */
final class PlateHead {
  /** Belief in this opinion where the recogniser is sure; it has the rest. */
  private static final float LEAST = 0.1f;

  /** Belief in it where the recogniser believes in no plate character, "nothing" or other sign. */
  private static final float MOST = 0.8f;

  /**
   * Less belief than this is none: the head was trained to leave each class a little, and the
   * formats would be tried with all of them.
   */
  private static final float NOISE = 0.002f;

  /** "Nothing", the plate characters, and any other. */
  private static final int CLASSES = PlateAlphabet.SIZE + 1;

  /** The alphabet ends with two characters that it does not know. */
  private static final int FIRST_UNTAUGHT = PlateAlphabet.number('应');

  private PlateHead() {}

  /**
   * Both opinions in one.
   *
   * @param scores of each class, then of each step
   * @param steps that show the plate; of those behind it the head knows nothing
   */
  static CtcMatrix join(CtcMatrix seen, float[] scores, int steps) {
    int all = seen.steps();
    float[][] probabilities = seen.probabilities().clone();
    float[] other = seen.other().clone();
    float[] mine = new float[CLASSES];
    for (int t = 0; t < Math.min(steps, all); t++) {
      for (int c = 0; c < CLASSES; c++) {
        mine[c] = scores[c * all + t];
      }
      toShares(mine);
      CtcMatrix.lend(mine);
      float share = share(probabilities[t], other[t]);
      float[] joint = probabilities[t].clone();
      for (int c = 0; c < joint.length; c++) {
        joint[c] += share * (mine[c] - joint[c]);
      }
      probabilities[t] = joint;
      other[t] += share * (mine[PlateAlphabet.SIZE] - other[t]);
    }
    return CtcMatrix.of(probabilities, other);
  }

  /** The less sure the recogniser is of a step, the more is believed of this opinion. */
  private static float share(float[] belief, float other) {
    float sure = other;
    for (float one : belief) {
      sure = Math.max(sure, one);
    }
    // 应 and 急 of fire brigades were not drawn for it.
    boolean taught = belief[FIRST_UNTAUGHT] < sure && belief[FIRST_UNTAUGHT + 1] < sure;
    return taught ? Math.max(LEAST, MOST * (1 - sure)) : 0;
  }

  /** Softmax, without its noise. */
  private static void toShares(float[] scores) {
    float most = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = Math.max(most, score);
    }
    float sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      float share = scores[i] / sum;
      scores[i] = share < NOISE ? 0 : share;
    }
  }
}
