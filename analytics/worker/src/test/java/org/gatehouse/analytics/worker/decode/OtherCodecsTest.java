package org.gatehouse.analytics.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.CodedTestVideo;
import org.gatehouse.analytics.worker.TestVideo;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.vision.LumaPicture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H.265 and MJPEG in lanes, and single key pictures of every codec. */
class OtherCodecsTest {
  private static final int FRAMES = 12;

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yuv420p", "yuv420p10le"})
  void push_h265_givesEachPictureWithItsTimeAndBrightness(String pixels) {
    decodesAll(CodedTestVideo.h265(FRAMES, pixels));
  }

  @Test
  void push_mjpeg_givesEachPictureWithItsTimeAndBrightness() {
    decodesAll(CodedTestVideo.mjpeg(FRAMES));
  }

  @Test
  void push_anotherCodecOnTheSameLane_goesOnAtItsFirstKeyPicture() {
    List<AccessUnit> before = TestVideo.encode(2, 1);
    List<AccessUnit> after = CodedTestVideo.h265(2, "yuv420p");
    try (LaneDecoder decoder = new LaneDecoder(Masks.NONE)) {
      decoder.push(before.get(0));
      assertThat(decoder.next()).isTrue();
      assertThat(decoder.push(after.get(1))).isFalse();
      assertThat(decoder.push(after.get(0))).isTrue();
      assertThat(decoder.next()).isTrue();
      assertThat(decoder.bgr().rows()).isEqualTo(CodedTestVideo.HEIGHT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yuv420p", "yuv420p10le"})
  void luma_h265_isTheKeyPicturesBrightnessInFullSize(String pixels) {
    AccessUnit key = CodedTestVideo.h265(6, pixels).get(5);
    assertGrey(KeyPicture.luma(key), CodedTestVideo.WIDTH, CodedTestVideo.brightness(5));
  }

  @Test
  void luma_mjpeg_isTheKeyPicturesBrightness() {
    AccessUnit key = CodedTestVideo.mjpeg(6).get(5);
    double full = (CodedTestVideo.brightness(5) - 16) * 255.0 / 219;
    assertGrey(KeyPicture.luma(key), CodedTestVideo.WIDTH, full);
  }

  @Test
  void luma_h264_isTheKeyPicturesBrightness() {
    AccessUnit key = TestVideo.encode(30, 1).get(TestVideo.GOP);
    assertGrey(KeyPicture.luma(key), TestVideo.WIDTH, TestVideo.brightness(TestVideo.GOP));
  }

  @Test
  void luma_brokenUnit_isNull() {
    AccessUnit key = TestVideo.encode(1, 1).getFirst();
    byte[] garbage = {0, 0, 0, 9, 0x41, -1, -1, -1};
    assertThat(KeyPicture.luma(new AccessUnit(key.parameters(), 1, 1, true, 0, garbage))).isNull();
  }

  private static void assertGrey(@Nullable LumaPicture found, int width, double brightness) {
    LumaPicture picture = Objects.requireNonNull(found);
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.luma()).hasSize(picture.width() * picture.height());
    for (int i = 0; i < picture.height(); i += 7) {
      assertThat((double) picture.at(width - 1 - i, i)).isCloseTo(brightness, within(5.0));
    }
  }

  private static void decodesAll(List<AccessUnit> units) {
    assertThat(units).hasSize(FRAMES);
    try (LaneDecoder decoder = new LaneDecoder(Masks.NONE)) {
      for (int i = 0; i < FRAMES; i++) {
        assertThat(decoder.push(units.get(i))).isTrue();
        assertThat(decoder.next()).isTrue();
        assertThat(decoder.micros()).isEqualTo(units.get(i).epochMicros());
        Mat bgr = decoder.bgr();
        double grey = (CodedTestVideo.brightness(i) - 16) * 255.0 / 219;
        int value = bgr.ptr(CodedTestVideo.HEIGHT / 2, CodedTestVideo.WIDTH / 2).get() & 0xff;
        assertThat((double) value).isCloseTo(grey, within(8.0));
      }
      assertThat(decoder.errors()).isZero();
    }
  }
}
