package org.gatehouse.analytics.worker.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.quality.Sharpness;
import org.gatehouse.analytics.worker.tracking.Box;
import org.junit.jupiter.api.Test;

/** Decoding, merging, tiling and blurring, without the network. */
class FacePartsTest {
  @Test
  void decode_oneAnchorOfEachGrid_liesAtItsCell() {
    float[] fineScores = filled(512, -10);
    float[] coarseScores = filled(384, -10);
    float[] fineBoxes = new float[512 * 16];
    float[] coarseBoxes = new float[384 * 16];
    int fine = (3 * 16 + 5) * 2;
    fineScores[fine] = 3;
    fineBoxes[fine * 16 + 2] = 20;
    fineBoxes[fine * 16 + 3] = 24;
    int coarse = (1 * 8 + 6) * 6 + 5;
    coarseScores[coarse] = 2;
    coarseBoxes[coarse * 16] = 4;
    coarseBoxes[coarse * 16 + 2] = 90;
    coarseBoxes[coarse * 16 + 3] = 90;
    List<Face> faces =
        BlazeFaceDecoder.decode(fineScores, coarseScores, fineBoxes, coarseBoxes, 0.5);
    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).box().centreX()).isCloseTo(5.5 * 16, within(1e-6));
    assertThat(faces.get(0).box().centreY()).isCloseTo(3.5 * 16 - 0.03 * 24, within(1e-6));
    assertThat(faces.get(0).box().height()).isCloseTo(24 * 1.15, within(1e-6));
    assertThat(faces.get(0).score()).isCloseTo(0.9526, within(1e-3));
    assertThat(faces.get(1).box().centreX()).isCloseTo(6.5 * 32 + 4, within(1e-6));
  }

  @Test
  void decode_sizeBelowZero_isNoFace() {
    float[] fineScores = filled(512, -10);
    float[] fineBoxes = new float[512 * 16];
    fineScores[0] = 3;
    fineBoxes[2] = -4;
    fineBoxes[3] = 24;
    List<Face> faces =
        BlazeFaceDecoder.decode(fineScores, filled(384, -10), fineBoxes, new float[384 * 16], 0.5);
    assertThat(faces).isEmpty();
    assertThat(WeightedNms.merge(faces)).isEmpty();
  }

  @Test
  void merge_overlappingBoxes_givesTheirWeightedMean() {
    List<Face> merged =
        WeightedNms.merge(
            List.of(face(100, 100, 80, 0.9), face(110, 100, 80, 0.45), face(400, 100, 80, 0.7)));
    assertThat(merged).hasSize(2);
    assertThat(merged.get(0).score()).isEqualTo(0.9);
    assertThat(merged.get(0).box().x()).isCloseTo(103.33, within(0.1));
  }

  @Test
  void merge_partInsideAWhole_isOneFace() {
    assertThat(WeightedNms.merge(List.of(face(100, 100, 100, 0.9), face(120, 130, 40, 0.5))))
        .hasSize(1);
  }

  @Test
  void tiles_widePicture_coverItWithSharedSeams() {
    List<Box> tiles = FaceDetector.coarseParts(1280, 720);
    assertThat(tiles).hasSize(3);
    assertThat(tiles.getFirst()).isEqualTo(new Box(0, 0, 1280, 720));
    assertThat(tiles.getLast().right()).isEqualTo(1280);
    assertThat(FaceDetector.coarseParts(720, 720)).hasSize(1);
    assertThat(FaceDetector.coarseParts(720, 1280).getLast().bottom()).isEqualTo(1280);
  }

  /** 24 pixels of the network's 256. */
  @Test
  void signParts_ofAnyPicture_showAFaceOfSeventyPixelsLargeEnough() {
    for (int height : new int[] {720, 1080, 2160}) {
      List<Box> parts = FaceDetector.signParts(height * 16 / 9, height);
      assertThat(parts.subList(1, parts.size())).allMatch(part -> 70 * 256 / part.width() >= 24);
    }
    assertThat(FaceDetector.signParts(1280, 720)).hasSize(3);
    assertThat(FaceDetector.signParts(352, 288)).hasSize(3);
  }

  @Test
  void fineParts_ofAnyPicture_showAFaceOfFortyPixelsLargeEnough() {
    assertThat(FaceDetector.fineParts(1280, 720)).hasSize(15);
    assertThat(FaceDetector.fineParts(3840, 2160)).allMatch(part -> part.width() <= 426);
    assertThat(FaceDetector.fineParts(352, 288)).isEmpty();
  }

  @Test
  void frontality_noseBetweenTheEyes_isHigherThanTurnedAway() {
    assertThat(turned(0.5).frontality()).isGreaterThan(0.8);
    assertThat(turned(0.95).frontality()).isLessThan(0.2);
  }

  @Test
  void blur_detailInABox_isGoneThereAndStaysElsewhere() {
    try (Mat picture = checkered()) {
      FaceBlur.blur(picture, new Box(40, 40, 100, 100));
      try (Mat inside = part(picture, 50, 50, 80);
          Mat outside = part(picture, 200, 200, 80)) {
        assertThat(Sharpness.of(inside, 64)).isLessThan(3);
        assertThat(Sharpness.of(outside, 64)).isGreaterThan(30);
      }
    }
  }

  private static Mat part(Mat picture, int x, int y, int size) {
    try (var rect = new org.bytedeco.opencv.opencv_core.Rect(x, y, size, size)) {
      return new Mat(picture, rect).clone();
    }
  }

  private static Mat checkered() {
    byte[] bytes = new byte[300 * 300 * 3];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / 3 % 300;
      int y = i / 900;
      bytes[i] = (byte) ((x / 4 + y / 4) % 2 == 0 ? 30 : 220);
    }
    Mat picture = new Mat(300, 300, CV_8UC3);
    picture.data().put(bytes);
    return picture;
  }

  private static Face face(double x, double y, double size, double score) {
    return new Face(new Box(x, y, size, size), score, new double[6], new double[6]);
  }

  private static Face turned(double nose) {
    double[] x = {30, 70, 30 + 40 * nose, 50, 10, 90};
    double[] y = {40, 40, 60, 75, 50, 50};
    return new Face(new Box(0, 0, 100, 100), 0.9, x, y);
  }

  private static float[] filled(int length, float value) {
    float[] array = new float[length];
    java.util.Arrays.fill(array, value);
    return array;
  }
}
