package org.gatehouse.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;

class FaceScoreTest {
  @Test
  void averagePrecision_oneWrongBetweenTwoRight_isTheAreaBelowTheCurve() {
    PrecisionRecall curve = new PrecisionRecall(4);
    curve.add(0.9, true);
    curve.add(0.8, false);
    curve.add(0.7, true);
    assertThat(curve.averagePrecision()).isCloseTo(0.25 + 0.25 * 2 / 3, within(1e-9));
    assertThat(curve.recallAt(0.95)).isEqualTo(0.25);
    assertThat(curve.recallAt(0.6)).isEqualTo(0.5);
  }

  @Test
  void recallAt_rightAndWrongOfOneScore_cannotBeToldApart() {
    PrecisionRecall curve = new PrecisionRecall(1);
    curve.add(0.9, true);
    curve.add(0.9, false);
    assertThat(curve.recallAt(0.95)).isZero();
  }

  @Test
  void of_secondFindingOnTheSameFace_isWrong() {
    var truth = Map.of("a", List.of(label(100, 100, false)));
    var found = Map.of("a", List.of(face(100, 100, 0.9), face(104, 100, 0.8)));
    assertThat(FaceScore.of(truth, found, 80).recallAt(0.95)).isEqualTo(1);
    assertThat(FaceScore.of(truth, found, 80).averagePrecision()).isEqualTo(1);
    assertThat(
            FaceScore.of(truth, Map.of("a", List.of(face(104, 100, 0.8), face(100, 100, 0.9))), 80)
                .recallAt(0.6))
        .isEqualTo(1);
  }

  @Test
  void of_smallInvalidAndTooSmallFindings_areLeftOut() {
    var truth =
        Map.of("a", List.of(label(0, 100, false), label(300, 100, true), label(600, 50, false)));
    var found =
        Map.of(
            "a",
            List.of(face(0, 100, 0.5), face(300, 100, 0.9), face(600, 50, 0.8), face(900, 60, 1)));
    PrecisionRecall curve = FaceScore.of(truth, found, 80);
    assertThat(curve.wanted()).isEqualTo(1);
    assertThat(curve.averagePrecision()).isEqualTo(1);
  }

  @Test
  void parse_rowWithoutAPlace_isAPictureWithoutAFace() {
    var labels =
        FaceLabels.parse(
            List.of("file,x,y,w,h,occlusion,invalid,blur", "neg.jpg,,,,,,,", "a.jpg,1,2,3,4,0,,0"),
            "l.csv");
    assertThat(labels.get("neg.jpg")).isEmpty();
    assertThat(labels.get("a.jpg")).containsExactly(new FaceLabel(new Box(1, 2, 3, 4), false));
  }

  @Test
  void parse_badCells_nameTheLine() {
    assertThatThrownBy(
            () -> FaceLabels.parse(List.of("file,x,y,w,h,invalid", "a.jpg,1,2,x,4,0"), "l.csv"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("l.csv, line 2", "w is 'x'");
    assertThatThrownBy(() -> FaceLabels.parse(List.of("file,x,y,w,h,invalid", "a.jpg,1"), "l.csv"))
        .hasMessageContaining("line 2 has 2 cells");
    assertThatThrownBy(() -> FaceLabels.parse(List.of("picture,x"), "l.csv"))
        .hasMessageContaining("wanted are file,x,y,w,h");
  }

  private static FaceLabel label(double x, double side, boolean invalid) {
    return new FaceLabel(new Box(x, 0, side, side), invalid);
  }

  private static Face face(double x, double side, double score) {
    return new Face(new Box(x, 0, side, side), score, new double[6], new double[6]);
  }
}
