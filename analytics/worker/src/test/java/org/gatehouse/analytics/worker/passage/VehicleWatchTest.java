package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moves, and what stands before the background, in drawn pictures. */
class VehicleWatchTest {
  private static final long FRAME = 200_000;
  private final VehicleWatch watch = new VehicleWatch();
  private LaneScene scene = LaneScene.whole();
  private final List<BoundingBox> visits = new ArrayList<>();
  private long micros;

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void add_broadThingThatComesAndGoes_isOneVisit() {
    show(60, null);
    show(15, new Box(400, 300, 500, 300));
    show(10, null);
    assertThat(visits).hasSize(1);
    assertThat(visits.getFirst().x()).isCloseTo(400 / 1280.0, within(0.02));
    assertThat(visits.getFirst().width()).isCloseTo(500 / 1280.0, within(0.03));
  }

  @Test
  void add_zone_onlyWhatStandsInItIsAVisit() {
    scene = zone("0.5,0 1,0 1,1 0.5,1");
    show(60, null);
    show(15, new Box(60, 300, 500, 300));
    show(10, null);
    assertThat(visits).isEmpty();
    show(15, new Box(500, 300, 500, 300));
    show(10, null);
    assertThat(visits).hasSize(1);
    assertThat(visits.getFirst().x()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void add_smallZone_aVehicleThatFillsItIsAVisitAndASmallThingIsNone() {
    scene = zone("0.3,0.4 0.7,0.4 0.7,0.8 0.3,0.8");
    show(60, null);
    show(15, new Box(500, 400, 120, 100));
    show(10, null);
    assertThat(visits).isEmpty();
    show(15, new Box(384, 288, 512, 288));
    show(10, null);
    assertThat(visits).hasSize(1);
  }

  @Test
  void add_maskOverMostOfThePicture_theRestIsStillJudgedByItself() {
    scene =
        LaneScene.of(
            new LaneView(null, null, null, List.of(PictureArea.parse("0,0 1,0 1,0.6 0,0.6"))));
    show(60, null);
    show(15, new Box(400, 450, 400, 250));
    show(10, null);
    assertThat(visits).hasSize(1);
    assertThat(visits.getFirst().y()).isCloseTo(450 / 720.0, within(0.02));
  }

  private static LaneScene zone(String corners) {
    return LaneScene.of(new LaneView(PictureArea.parse(corners), null, null, List.of()));
  }

  @Test
  void add_hiddenForAMoment_isStillOneVisit() {
    show(60, null);
    show(8, new Box(400, 300, 500, 300));
    show(3, null);
    show(8, new Box(420, 300, 500, 300));
    show(10, null);
    assertThat(visits).hasSize(1);
  }

  @Test
  void add_narrowOrSmallOrShort_isNone() {
    show(60, null);
    show(15, new Box(600, 200, 180, 480));
    show(10, null);
    show(15, new Box(600, 500, 200, 120));
    show(10, null);
    show(3, new Box(400, 300, 500, 300));
    show(10, null);
    assertThat(visits).isEmpty();
  }

  @Test
  void add_severalSmallThings_areNoVehicle() {
    show(60, null);
    for (int i = 0; i < 15; i++) {
      micros += FRAME;
      try (Mat picture = picture(90, new Box(100, 100, 200, 160))) {
        paint(picture, new Box(500, 400, 200, 160));
        paint(picture, new Box(900, 100, 200, 160));
        watch
            .add(picture, ThumbView.of(picture, LaneScene.whole()), micros)
            .ifPresent(v -> visits.add(v.box()));
      }
    }
    show(10, null);
    assertThat(visits).isEmpty();
  }

  @Test
  void add_lightThatChangesEverywhere_isNone() {
    show(60, null);
    for (int i = 0; i < 10; i++) {
      add(190, null);
    }
    show(10, null);
    assertThat(visits).isEmpty();
  }

  @Test
  void add_whiteVehicleThatDarkensThePicture_isFoundAlone() {
    show(60, null);
    for (int i = 0; i < 10; i++) {
      add(65, new Box(400, 300, 500, 300));
    }
    show(10, null);
    assertThat(visits).hasSize(1);
    assertThat(visits.getFirst().width()).isCloseTo(500 / 1280.0, within(0.03));
  }

  @Test
  void add_thingOfTheFirstPictureThatLeaves_isNone() {
    show(20, new Box(400, 300, 500, 300));
    show(60, null);
    assertThat(visits).isEmpty();
    show(10, new Box(100, 300, 500, 300));
    show(10, null);
    assertThat(visits).hasSize(1);
  }

  @Test
  void add_whiteThingWhileThePictureDarkens_isLearntWithoutHarm() {
    for (int i = 0; i < 5; i++) {
      add(230, null);
    }
    for (int i = 0; i < 10; i++) {
      add(100, new Box(400, 300, 500, 300));
    }
    for (int i = 0; i < 20; i++) {
      add(20, null);
    }
    assertThat(visits).hasSizeLessThan(2);
  }

  @Test
  void add_thingThatStaysForMinutesAndLeaves_isOneVisit() {
    show(200, null);
    show(700, new Box(400, 300, 500, 300));
    show(60, null);
    show(10, new Box(400, 300, 500, 300));
    show(10, null);
    assertThat(visits).hasSize(2);
  }

  @Test
  void end_noMorePictures_endsTheVisit() {
    show(60, null);
    show(10, new Box(400, 300, 500, 300));
    watch
        .end(micros + 2_000_000)
        .ifPresent(
            visit -> {
              visits.add(visit.box());
              visit.close();
            });
    assertThat(visits).hasSize(1);
  }

  @Test
  void area_aThingThatMoves_isWhereItWasAndIsForAMoment() {
    MotionWatch motion = new MotionWatch(view(null), 0);
    assertThat(motion.area(view(null), 100_000)).isPresent();
    assertThat(motion.area(view(null), 2_000_000)).isEmpty();
    assertThat(motion.area(view(new Box(400, 304, 80, 80)), 2_100_000))
        .contains(new Box(400, 304, 80, 80));
    assertThat(motion.area(view(new Box(400, 304, 80, 80)), 2_500_000)).isPresent();
    assertThat(motion.area(view(new Box(400, 304, 80, 80)), 4_000_000)).isEmpty();
  }

  private void show(int frames, @Nullable Box thing) {
    for (int i = 0; i < frames; i++) {
      add(90, thing);
    }
  }

  private void add(int level, @Nullable Box thing) {
    micros += FRAME;
    try (Mat picture = picture(level, thing)) {
      watch
          .add(picture, ThumbView.of(picture, scene), micros)
          .ifPresent(
              visit -> {
                visits.add(visit.box());
                visit.close();
              });
    }
  }

  private static ThumbView view(@Nullable Box thing) {
    try (Mat picture = picture(90, thing)) {
      return ThumbView.of(picture, LaneScene.whole());
    }
  }

  private static Mat picture(int level, @Nullable Box thing) {
    try (Scalar colour = new Scalar(level, level, level, 0)) {
      Mat picture = new Mat(720, 1280, CV_8UC3, colour);
      if (thing != null) {
        paint(picture, thing);
      }
      return picture;
    }
  }

  private static void paint(Mat picture, Box thing) {
    try (Rect rect =
            new Rect((int) thing.x(), (int) thing.y(), (int) thing.width(), (int) thing.height());
        Mat part = new Mat(picture, rect);
        Scalar white = new Scalar(200, 200, 200, 0)) {
      part.put(white);
    }
  }
}
