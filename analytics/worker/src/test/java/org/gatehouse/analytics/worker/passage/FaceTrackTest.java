package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.quality.FaceQuality;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.FaceLimits;
import org.junit.jupiter.api.Test;

/** Which faces a gate tells of. */
class FaceTrackTest {
  private static final int SIDE = 320;
  private static final double HEIGHT = 64;

  /** Turned to the camera, surely a face. */
  private static final Face FACE =
      new Face(
          new Box(120, 120, 50, HEIGHT),
          0.95,
          new double[] {135, 155, 145, 145, 125, 165},
          new double[] {140, 140, 152, 165, 145, 145});

  @Test
  void counts_byLooksHeightAndQuality() {
    byte[] noise = new byte[3 * SIDE * SIDE];
    new Random(1).nextBytes(noise);
    try (Mat picture = new Mat(SIDE, SIDE, CV_8UC3)) {
      picture.data().put(noise);
      ThumbView view = ThumbView.of(picture, LaneScene.whole());
      double quality = FaceQuality.of(picture, FACE) * FACE.score();
      assertThat(quality).isBetween(0.05, 0.95);
      try (FaceTrack track = new FaceTrack(FACE, view, 0)) {
        track.seen(picture, FACE, view, 0);
        track.seen(picture, FACE, view, 200_000);
        assertThat(track.counts(FaceLimits.USUAL)).isFalse();
        assertThat(track.countsSince(FaceLimits.USUAL, 200_000)).isEqualTo(Long.MAX_VALUE);
        track.seen(picture, FACE, view, 400_000);
        assertThat(track.counts(FaceLimits.USUAL)).isTrue();
        // Whoever was in sight for long before is not told of at once, and not given up either.
        assertThat(track.countsSince(FaceLimits.USUAL, 400_000)).isEqualTo(400_000);
        assertThat(track.countsSince(FaceLimits.USUAL, 9_000_000)).isEqualTo(400_000);
        assertThat(track.counts(new FaceLimits((int) HEIGHT, quality - 0.01))).isTrue();
        assertThat(track.counts(new FaceLimits((int) HEIGHT + 1, 0))).isFalse();
        assertThat(track.counts(new FaceLimits(40, quality + 0.01))).isFalse();
      }
    }
  }
}
