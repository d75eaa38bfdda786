package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.Direction;
import org.junit.jupiter.api.Test;

/** The small parts of a lane: pace, motion, direction, memory of what was told, JPEG. */
class LanePartsTest {
  @Test
  void pacer_twentyFiveFrames_takesSix() {
    FramePacer pacer = new FramePacer(6);
    int taken = 0;
    for (int i = 0; i < 250; i++) {
      long micros = i * 40_000L;
      if (pacer.wants(micros)) {
        pacer.taken(micros);
        taken++;
      }
    }
    assertThat(taken).isBetween(58, 62);
  }

  @Test
  void pacer_fasterPace_takesTheNextFrameSooner() {
    FramePacer pacer = new FramePacer(5);
    pacer.taken(1_000_000);
    assertThat(pacer.wants(1_080_000)).isFalse();
    pacer.pace(12.5);
    assertThat(pacer.wants(1_080_000)).isTrue();
  }

  @Test
  void pacer_clockStepsBack_goesOn() {
    FramePacer pacer = new FramePacer(6);
    pacer.taken(10_000_000);
    assertThat(pacer.wants(10_010_000)).isFalse();
    assertThat(pacer.wants(1_000_000)).isTrue();
  }

  @Test
  void gap_picturesAsOftenAsUsual_changesNothing() {
    PictureGap gap = new PictureGap();
    gap.taken(1_000_000);
    assertThat(gap.micros()).isZero();
    gap.taken(1_120_000);
    assertThat(gap.isWide()).isFalse();
    assertThat(gap.orPictures(400_000, 1.5)).isEqualTo(400_000);
  }

  @Test
  void gap_picturesASecondApart_holdsForSoManyOfThem() {
    PictureGap gap = new PictureGap();
    gap.taken(1_000_000);
    gap.taken(2_000_000);
    assertThat(gap.isWide()).isTrue();
    assertThat(gap.orPictures(400_000, 1.5)).isEqualTo(1_500_000);
  }

  @Test
  void gap_clockStepsOrCameraWasGone_isNeverNegativeNorForEver() {
    PictureGap gap = new PictureGap();
    gap.taken(10_000_000);
    gap.taken(1_000_000);
    assertThat(gap.micros()).isZero();
    gap.taken(3_600_000_000L);
    assertThat(gap.micros()).isEqualTo(2_000_000);
  }

  @Test
  void thumb_smallBoxChanges_isSeenThereAndNotElsewhere() {
    try (Mat before = picture(90);
        Mat after = picture(90);
        Rect rect = new Rect(600, 400, 160, 48);
        Mat plate = new Mat(after, rect);
        Scalar white = new Scalar(220, 220, 220, 0)) {
      plate.put(white);
      ThumbView was = ThumbView.of(before, LaneScene.whole());
      ThumbView is = ThumbView.of(after, LaneScene.whole());
      assertThat(is.differsFrom(was)).isTrue();
      assertThat(is.differsFrom(was, new Box(600, 400, 160, 48))).isTrue();
      assertThat(is.differsFrom(was, new Box(100, 100, 160, 48))).isFalse();
      assertThat(was.differsFrom(ThumbView.of(before, LaneScene.whole()))).isFalse();
    }
  }

  @Test
  void direction_growingShrinkingAndSteady() {
    assertThat(trend(80, 8)).isEqualTo(Direction.APPROACHING);
    assertThat(trend(200, -8)).isEqualTo(Direction.LEAVING);
    assertThat(trend(120, 0)).isEqualTo(Direction.UNKNOWN);
  }

  @Test
  void recent_samePlateAgain_isKnownForAWhile() {
    Box there = new Box(600, 400, 120, 40);
    Box elsewhere = new Box(200, 200, 80, 26);
    RecentPlates recent = new RecentPlates();
    recent.add("川A113YP", 5_000_000, there);
    assertThat(recent.contains("川A113YP", 7_000_000, elsewhere)).isTrue();
    assertThat(recent.contains("川A1I3YP", 7_000_000, elsewhere)).isTrue();
    assertThat(recent.contains("川A777KK", 7_000_000, there)).isFalse();
    assertThat(recent.contains("川A113YP", 30_000_000, elsewhere)).isFalse();
  }

  @Test
  void recent_standsHiddenForHalfAMinute_isKnownWhereItWas() {
    Box there = new Box(600, 400, 120, 40);
    RecentPlates recent = new RecentPlates();
    recent.add("川A113YP", 5_000_000, there);
    assertThat(recent.contains("川A113YP", 35_000_000, new Box(605, 402, 118, 40))).isTrue();
    assertThat(recent.contains("川A113YP", 80_000_000, there)).isFalse();
  }

  @Test
  void recent_nextVehicleOfAFleet_isAnother() {
    RecentPlates recent = new RecentPlates();
    recent.add("粤B12345", 5_000_000, new Box(600, 400, 120, 40));
    assertThat(recent.contains("粤B12349", 7_000_000, new Box(300, 200, 60, 20))).isFalse();
    assertThat(recent.contains("粤B12349", 6_500_000, new Box(602, 400, 120, 40))).isTrue();
  }

  @Test
  void lookAlikes_oneLookAlikeAndProvince_areTheSame() {
    assertThat(Likeness.alike("川A113YP", "皖A1I3YP")).isTrue();
    assertThat(Likeness.alike("RK300AS", "K300AS")).isTrue();
    assertThat(Likeness.alike("川A113YP", "川A114YP")).isFalse();
    assertThat(Likeness.same("川A113YP", "川A114YP")).isTrue();
    assertThat(Likeness.same("川A113YP", "川A224YP")).isFalse();
    assertThat(Likeness.distance("ABC", "")).isEqualTo(3);
  }

  @Test
  void jpeg_sameCropOfTwoFindings_differsInItsBytesAndStaysAJpeg() {
    try (Mat picture = picture(100)) {
      byte[] first = Jpegs.encode(picture, 85, "a");
      byte[] second = Jpegs.encode(picture, 85, "b");
      assertThat(first).isNotEqualTo(second);
      assertThat(first).startsWith(0xff, 0xd8, 0xff, 0xfe, 0x00, 0x03, 'a');
      assertThat(first).endsWith(0xff, 0xd9);
    }
  }

  private static Direction trend(double width, double step) {
    SizeTrend trend = new SizeTrend();
    for (int i = 0; i < 10; i++) {
      trend.add(new Box(0, 0, width + i * step, 30), i * 200_000L);
    }
    return trend.direction();
  }

  private static Mat picture(int level) {
    try (Scalar colour = new Scalar(level, level, level, 0)) {
      return new Mat(720, 1280, CV_8UC3, colour);
    }
  }
}
