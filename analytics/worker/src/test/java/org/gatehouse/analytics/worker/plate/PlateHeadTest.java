package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gatehouse.analytics.worker.inference.ModelAllowList;
import org.junit.jupiter.api.Test;

class PlateHeadTest {
  private static final int CLASSES = PlateAlphabet.SIZE + 1;
  private static final int CHUAN = PlateAlphabet.number('川');
  private static final int M = PlateAlphabet.number('M');

  /** One step for each text: the recogniser is that sure of it, and for the rest of nothing. */
  private static CtcMatrix seen(float sure, int... characters) {
    float[][] probabilities = new float[characters.length][PlateAlphabet.SIZE];
    for (int t = 0; t < characters.length; t++) {
      probabilities[t][0] = 1 - sure;
      probabilities[t][characters[t]] += sure;
    }
    return CtcMatrix.of(probabilities, new float[characters.length]);
  }

  /** The head is certain of one class at each step. */
  private static float[] scores(int... classes) {
    float[] scores = new float[CLASSES * classes.length];
    for (int t = 0; t < classes.length; t++) {
      scores[classes[t] * classes.length + t] = 50;
    }
    return scores;
  }

  @Test
  void join_headIsSureAndTheRecogniserIsNot_headIsRead() {
    CtcMatrix seen = seen(0.5f, M);
    CtcMatrix joint = PlateHead.join(seen, scores(CHUAN), 1);
    assertThat(seen.greedy()).isEmpty();
    assertThat(joint.greedy()).isEqualTo("川");
    assertThat(joint.probabilities()[0][CHUAN]).isGreaterThan(joint.probabilities()[0][M]);
  }

  @Test
  void join_recogniserIsSure_recogniserIsRead() {
    CtcMatrix joint = PlateHead.join(seen(0.98f, M), scores(CHUAN), 1);
    assertThat(joint.greedy()).isEqualTo("M");
    assertThat(joint.probabilities()[0][CHUAN]).isCloseTo(0.1f, within(1e-3f));
  }

  @Test
  void join_bothAgree_isNoLessSure() {
    CtcMatrix joint = PlateHead.join(seen(1, CHUAN), scores(CHUAN), 1);
    assertThat(joint.probabilities()[0][CHUAN]).isCloseTo(1, within(1e-3f));
    assertThat(joint.greedyLog()).isCloseTo(0, within(1e-3));
  }

  @Test
  void join_headLeavesEachClassALittle_isNoBelief() {
    float[] scores = new float[CLASSES];
    scores[CHUAN] = 8;
    CtcMatrix joint = PlateHead.join(seen(1, CHUAN), scores, 1);
    assertThat(joint.probabilities()[0][M]).isZero();
  }

  @Test
  void join_signThatTheHeadWasNotTaught_isTheRecognisersAlone() {
    int rescue = PlateAlphabet.number('急');
    CtcMatrix joint = PlateHead.join(seen(0.7f, rescue), scores(CHUAN), 1);
    assertThat(joint.greedy()).isEqualTo("急");
    assertThat(joint.probabilities()[0][CHUAN]).isZero();
  }

  /** The head's classes are these numbers: another alphabet wants another head. */
  @Test
  void classes_alphabet_isTheOneThatTheHeadWasTrainedWith() {
    assertThat(PlateAlphabet.number('Z')).isEqualTo(36);
    assertThat(PlateAlphabet.PROVINCES).isEqualTo("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新");
    assertThat(PlateAlphabet.MARKS).isEqualTo("学警港澳挂使领应急");
    assertThat(ModelAllowList.PLATE_HEAD.outputs().getFirst().get(1)).isEqualTo(CLASSES);
  }

  @Test
  void join_stepsBehindThePlate_areTheRecognisersAlone() {
    CtcMatrix joint = PlateHead.join(seen(1, CHUAN, 0), scores(CHUAN, M), 1);
    assertThat(joint.greedy()).isEqualTo("川");
    assertThat(joint.probabilities()[1][M]).isZero();
  }

  @Test
  void join_headSeesAnotherSign_isForeign() {
    CtcMatrix joint = PlateHead.join(seen(0.5f, M), scores(PlateAlphabet.SIZE), 1);
    assertThat(joint.greedy()).isEqualTo(String.valueOf(CtcMatrix.FOREIGN));
  }

  @Test
  void join_twins_lendEachOtherBelief() {
    int zero = PlateAlphabet.number('0');
    int o = PlateAlphabet.number('O');
    CtcMatrix joint = PlateHead.join(seen(1, 0), scores(zero), 1);
    assertThat(joint.probabilities()[0][o])
        .isCloseTo(joint.probabilities()[0][zero] / 2, within(1e-4f));
  }

  @Test
  void join_anything_leavesTheRecognisersOpinionAsItWas() {
    CtcMatrix seen = seen(0.6f, M);
    PlateHead.join(seen, scores(CHUAN), 1);
    assertThat(seen.probabilities()[0][CHUAN]).isZero();
    assertThat(seen.other()[0]).isZero();
  }
}
