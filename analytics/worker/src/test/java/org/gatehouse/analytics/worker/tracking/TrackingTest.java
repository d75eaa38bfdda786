package org.gatehouse.analytics.worker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingTest {
  @Test
  void match_twoVehicles_keepsEachWithItsOwn() {
    Box left = new Box(100, 300, 120, 40);
    Box right = new Box(700, 320, 150, 50);
    int[] partner =
        BoxMatcher.match(
            List.of(left, right), List.of(new Box(708, 325, 152, 50), new Box(104, 302, 122, 41)));
    assertThat(partner).containsExactly(1, 0);
  }

  @Test
  void match_farOrOfAnotherSize_isNone() {
    Box track = new Box(100, 300, 120, 40);
    assertThat(BoxMatcher.match(List.of(track), List.of(new Box(500, 300, 120, 40))))
        .containsExactly(-1);
    assertThat(BoxMatcher.match(List.of(track), List.of(new Box(100, 350, 400, 130))))
        .containsExactly(-1);
    assertThat(BoxMatcher.match(List.of(track), List.of())).containsExactly(-1);
  }

  @Test
  void match_movedByMoreThanItsHeight_isFoundByNearness() {
    assertThat(
            BoxMatcher.match(
                List.of(new Box(100, 300, 120, 30)), List.of(new Box(110, 345, 126, 31))))
        .containsExactly(0);
  }

  @Test
  void predict_steadyMotion_liesAhead() {
    MovingBox moving = new MovingBox(new Box(0, 0, 100, 30), 0);
    for (int i = 1; i <= 12; i++) {
      moving.update(new Box(20 * i, 10 * i, 100 + 2 * i, 30), i * 200_000L);
    }
    Box ahead = moving.predict(13 * 200_000L);
    assertThat(ahead.x()).isCloseTo(260, within(12.0));
    assertThat(ahead.y()).isCloseTo(130, within(8.0));
    assertThat(moving.growth()).isPositive();
  }

  @Test
  void kalman_steadyMotion_liesAheadAfterThreeLooks() {
    KalmanBox moving = new KalmanBox(new Box(0, 0, 100, 30), 0);
    for (int i = 1; i <= 3; i++) {
      moving.update(new Box(20 * i, 10 * i, 100, 30), i * 100_000L);
    }
    Box ahead = moving.predict(500_000L);
    assertThat(ahead.x()).isCloseTo(100, within(10.0));
    assertThat(ahead.y()).isCloseTo(50, within(6.0));
  }

  @Test
  void kalman_boxesThatJitter_areSmoothed() {
    KalmanBox moving = new KalmanBox(new Box(0, 0, 100, 30), 0);
    for (int i = 1; i <= 20; i++) {
      moving.update(new Box(i % 2 == 0 ? 4 : -4, 0, 100, 30), i * 100_000L);
    }
    assertThat(moving.predict(2_100_000L).x()).isCloseTo(0, within(4.0));
  }

  @Test
  void kalman_comesNearer_growsInThePrediction() {
    KalmanBox moving = new KalmanBox(new Box(0, 0, 100, 30), 0);
    for (int i = 1; i <= 5; i++) {
      double size = Math.pow(1.1, i);
      moving.update(Box.around(0, 0, 100 * size, 30 * size), i * 100_000L);
    }
    Box ahead = moving.predict(700_000L);
    assertThat(ahead.width()).isCloseTo(195, within(15.0));
    assertThat(ahead.height()).isCloseTo(58, within(6.0));
  }

  @Test
  void kalman_longUnseen_isNotPredictedBeyondASecond() {
    KalmanBox moving = new KalmanBox(new Box(0, 0, 100, 30), 0);
    moving.update(new Box(10, 0, 100, 30), 100_000);
    assertThat(moving.predict(60_000_000)).isEqualTo(moving.predict(1_100_000));
  }

  @Test
  void clippedTo_outsideThePicture_staysInside() {
    Box box = new Box(-10, 700, 50, 50).clippedTo(1280, 720);
    assertThat(box).isEqualTo(new Box(0, 700, 40, 20));
    assertThat(new Box(2000, 10, 10, 10).clippedTo(1280, 720).area()).isZero();
  }
}
