package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.Grid;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.junit.jupiter.api.Test;

class FineTurnsTest {
  private static final List<Box> PARTS = Grid.of(1280, 720, 360, 0.25);

  private final FineTurns turns = new FineTurns();

  @Test
  void next_pictureThatChangesAlways_searchesEachPartOnceInFourFrames() {
    List<Box> searched = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Box> now = ask(view(i % 2 == 0 ? 60 : 120));
      assertThat(now).hasSizeLessThanOrEqualTo(4);
      searched.addAll(now);
    }
    assertThat(searched).containsExactlyInAnyOrderElementsOf(PARTS);
  }

  @Test
  void next_pictureThatStands_searchesNothingTwice() {
    ThumbView still = view(60);
    for (int i = 0; i < 4; i++) {
      ask(still);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(ask(still)).isEmpty();
    }
  }

  private List<Box> ask(ThumbView view) {
    Predicate<Box> wanted = turns.next(view);
    return PARTS.stream().filter(wanted).toList();
  }

  private static ThumbView view(int gray) {
    try (Scalar colour = new Scalar(gray, gray, gray, 0);
        Mat picture = new Mat(720, 1280, CV_8UC3, colour)) {
      return ThumbView.of(picture, LaneScene.whole());
    }
  }
}
