package org.gatehouse.analytics.worker.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.junit.jupiter.api.Test;

class LaneSceneTest {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 500;
  private static final PictureLine ACROSS = PictureLine.parse("0.1,0.5 0.9,0.5");

  private static LaneView view(String zone, String... masks) {
    return new LaneView(
        PictureArea.parse(zone),
        null,
        null,
        List.of(masks).stream().map(PictureArea::parse).toList());
  }

  private static Box at(double x, double y) {
    return Box.around(x * WIDTH, y * HEIGHT, 60, 20);
  }

  private static Heading heading(InSide inSide, double first) {
    return LaneScene.of(new LaneView(null, ACROSS, inSide, List.of()))
        .heading(at(0.5, first), 0, WIDTH, HEIGHT)
        .orElseThrow();
  }

  private static Direction way(InSide inSide, double... y) {
    Heading heading = heading(inSide, y[0]);
    for (int i = 1; i < y.length; i++) {
      heading.add(at(0.5, y[i]), i);
    }
    return heading.direction();
  }

  @Test
  void holds_byTheMiddleOfTheBox() {
    LaneScene scene = LaneScene.of(view("0.2,0.2 0.8,0.2 0.5,0.9"));
    assertThat(scene.holds(at(0.5, 0.5), WIDTH, HEIGHT)).isTrue();
    assertThat(scene.holds(at(0.25, 0.8), WIDTH, HEIGHT)).isFalse();
    Box bounds = scene.bounds(WIDTH, HEIGHT);
    assertThat(bounds.iou(new Box(200, 100, 600, 350))).isCloseTo(1, within(1e-9));
    assertThat(LaneScene.whole().holds(at(0, 0), WIDTH, HEIGHT)).isTrue();
    assertThat(LaneScene.whole().bounds(WIDTH, HEIGHT)).isEqualTo(new Box(0, 0, WIDTH, HEIGHT));
  }

  @Test
  void blocks_zoneAndMask_areToldApart() {
    BlockMap map = LaneScene.of(view("0,0 0.5,0 0.5,1 0,1", "0,0 1,0 1,0.25 0,0.25")).blocks(16, 8);
    assertThat(map.seen()).isEqualTo(16 * 6);
    assertThat(map.watched()).isEqualTo(8 * 6);
    assertThat(map.sees(0)).isFalse();
    assertThat(map.watches(2 * 16)).isTrue();
    assertThat(map.watches(2 * 16 + 8)).isFalse();
    assertThat(map.sees(2 * 16 + 8)).isTrue();
  }

  @Test
  void heading_overTheLine_isInToTheSideThatIsIn() {
    assertThat(way(InSide.RIGHT, 0.3, 0.45, 0.6)).isEqualTo(Direction.IN);
    assertThat(way(InSide.LEFT, 0.3, 0.45, 0.6)).isEqualTo(Direction.OUT);
    assertThat(way(InSide.LEFT, 0.6, 0.45, 0.3)).isEqualTo(Direction.IN);
  }

  @Test
  void heading_beforeTheLine_isToldByWhereItMoves() {
    assertThat(way(InSide.RIGHT, 0.2, 0.25)).isEqualTo(Direction.UNKNOWN);
    assertThat(way(InSide.RIGHT, 0.2, 0.3)).isEqualTo(Direction.IN);
    assertThat(way(InSide.RIGHT, 0.9, 0.8, 0.7)).isEqualTo(Direction.OUT);
  }

  @Test
  void heading_turnedBackOrTrembling_isUnknown() {
    assertThat(way(InSide.RIGHT, 0.3, 0.6, 0.31)).isEqualTo(Direction.UNKNOWN);
    assertThat(way(InSide.RIGHT, 0.498, 0.502)).isEqualTo(Direction.UNKNOWN);
    assertThat(way(InSide.RIGHT, 0.4)).isEqualTo(Direction.UNKNOWN);
  }

  @Test
  void heading_plateFoundAgainBehindTheLine_beganWhereTheLostTrackDid() {
    Heading lost = heading(InSide.RIGHT, 0.3);
    lost.add(at(0.5, 0.48), 1);
    Heading again = heading(InSide.RIGHT, 0.53);
    assertThat(again.direction()).isEqualTo(Direction.UNKNOWN);
    again.follows(lost);
    assertThat(again.direction()).isEqualTo(Direction.IN);
  }

  @Test
  void heading_noLine_isNone() {
    assertThat(LaneScene.whole().heading(at(0.5, 0.5), 0, WIDTH, HEIGHT)).isEmpty();
  }
}
