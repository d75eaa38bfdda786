package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MotionAnalyzerTest {
  private static final long STEP = 125_000;
  private final MotionAnalyzer analyzer = new MotionAnalyzer(LaneScene.whole());
  private long micros = 1_700_000_000_000_000L;

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
  }

  @Test
  void isBusy_whileSomethingMovesAndAMomentLonger() {
    still(100, 16);
    assertThat(analyzer.isBusy()).isFalse();
    look(200);
    look(260);
    assertThat(analyzer.isBusy()).isTrue();
    still(260, 16);
    assertThat(analyzer.isBusy()).isFalse();
  }

  @Test
  void isBusy_streamHasEnded_isNot() {
    look(100);
    assertThat(analyzer.isBusy()).isTrue();
    assertThat(analyzer.idle(micros)).isEmpty();
    assertThat(analyzer.isBusy()).isFalse();
  }

  private void still(int at, int looks) {
    for (int i = 0; i < looks; i++) {
      look(at);
    }
  }

  /** A bright car on a dark road. */
  private void look(int at) {
    micros += STEP;
    assertThat(analyzer.wants(micros)).isTrue();
    try (Scalar dark = new Scalar(40, 40, 40, 0);
        Scalar bright = new Scalar(200, 200, 200, 0);
        Mat road = new Mat(360, 640, CV_8UC3, dark);
        Rect place = new Rect(at, 150, 120, 80);
        Mat body = new Mat(road, place);
        Mat car = new Mat(80, 120, CV_8UC3, bright)) {
      car.copyTo(body);
      assertThat(analyzer.accept(road, micros)).isEmpty();
    }
  }
}
