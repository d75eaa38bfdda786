package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.Grid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where is looked, when again, how large a film is, and what counts as a face. */
class RedactPartsTest {
  private static final long PERIOD = 115_000;

  private int looks;

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
  }

  @ParameterizedTest
  @CsvSource({"1280,720,360", "1920,1080,540", "3840,2160,540", "360,640,360", "100,100,360"})
  void grid_everyPlace_liesInAPart(int width, int height, int side) {
    List<Box> parts = Grid.of(width, height, side, 0.25);
    Box shared = new Box(0, 0, Math.min(side, width) * 0.2, Math.min(side, height) * 0.2);
    for (double y = 0; y + shared.height() <= height; y += 7) {
      for (double x = 0; x + shared.width() <= width; x += 7) {
        Box place = new Box(x, y, shared.width(), shared.height());
        assertThat(parts).anyMatch(part -> part.overlap(place) >= 0.999 * place.area());
      }
    }
    assertThat(parts).allMatch(part -> part.right() <= width && part.bottom() <= height);
  }

  @ParameterizedTest
  @CsvSource({
    "1280,720,1280,720",
    "1921,1081,1920,1080",
    "3840,2160,3840,2160",
    "1,1,2,2",
  })
  void size_ofUsualPictures_isKeptButEven(int width, int height, int toWidth, int toHeight) {
    assertThat(PictureSize.of(width, height)).isEqualTo(new PictureSize(toWidth, toHeight));
  }

  @ParameterizedTest
  @CsvSource({"4000,3000", "5120,1440", "2160,3840", "8000,8000"})
  void size_beyondTheEncoder_isScaledDownInShape(int width, int height) {
    PictureSize size = PictureSize.of(width, height);
    assertThat(size.width() * size.height()).isLessThanOrEqualTo(4096 * 2304);
    assertThat(Math.max(size.width(), size.height())).isLessThanOrEqualTo(4096);
    double shape = (double) width / height * size.height() / size.width();
    assertThat(shape).isBetween(0.99, 1.01);
  }

  @Test
  void face_largeAndDoubtful_isNotCovered() {
    assertThat(Doubt.counts(face(40, 0.31), 720)).isTrue();
    assertThat(Doubt.counts(face(300, 0.31), 720)).isFalse();
    assertThat(Doubt.counts(face(300, 0.4), 720)).isTrue();
  }

  private static Face face(double side, double score) {
    return new Face(new Box(0, 0, side, side), score, new double[6], new double[6]);
  }

  @Test
  void look_partThatDoesNotChange_isNotLookedAtAgain() {
    Look look = look();
    try (Mat picture = picture(0)) {
      assertThat(look.at(picture, BlockView.of(picture), 0)).hasSize(1);
      assertThat(look.at(picture, BlockView.of(picture), 40_000)).hasSize(1);
      assertThat(look.at(picture, BlockView.of(picture), 1_000_000)).hasSize(1);
      assertThat(looks).isEqualTo(1);
      assertThat(look.at(picture, BlockView.of(picture), 3_000_000)).hasSize(1);
      assertThat(looks).isEqualTo(2);
    }
  }

  @Test
  void look_partThatChanges_isLookedAtAgainOnceItsPeriodIsOver() {
    Look look = look();
    try (Mat before = picture(0);
        Mat after = picture(24)) {
      look.at(before, BlockView.of(before), 0);
      assertThat(look.at(after, BlockView.of(after), 40_000)).isEmpty();
      assertThat(look.at(after, BlockView.of(after), PERIOD)).hasSize(1);
      assertThat(looks).isEqualTo(2);
    }
  }

  @Test
  void look_changeElsewhere_isNoneOfItsConcern() {
    Look look =
        new Look(
            new Box(0, 0, 100, 100),
            PERIOD,
            bgr -> {
              looks++;
              return List.of();
            });
    try (Mat before = picture(0);
        Mat after = picture(24)) {
      look.at(before, BlockView.of(before), 0);
      look.at(after, BlockView.of(after), PERIOD);
      assertThat(looks).isEqualTo(1);
    }
  }

  private Look look() {
    return new Look(
        new Box(0, 0, 320, 180),
        PERIOD,
        bgr -> {
          looks++;
          return List.of(new Sighting(Kind.FACE, new Box(10, 10, 20, 20)));
        });
  }

  /** Grey with a bright square in the lower right. */
  private static Mat picture(int shift) {
    try (Scalar grey = new Scalar(90, 90, 90, 0);
        Scalar bright = new Scalar(200, 200, 200, 0);
        Rect place = new Rect(240 + shift, 120, 24, 24)) {
      Mat picture = new Mat(180, 320, CV_8UC3, grey);
      try (Mat square = new Mat(picture, place)) {
        square.put(bright);
      }
      return picture;
    }
  }
}
