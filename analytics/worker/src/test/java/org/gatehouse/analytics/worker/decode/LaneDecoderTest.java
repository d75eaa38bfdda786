package org.gatehouse.analytics.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.TestVideo;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LaneDecoderTest {
  private static final long START = 1_700_000_000_000_000L;
  private static List<AccessUnit> video = List.of();
  private final LaneDecoder decoder = new LaneDecoder(Masks.NONE);

  @BeforeAll
  static void encode() {
    LaneDecoder.preload();
    video = TestVideo.encode(60, START);
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void push_everyUnit_givesItsPictureAtOnceWithItsTime() {
    List<Long> times = new ArrayList<>();
    for (AccessUnit unit : video) {
      assertThat(decoder.push(unit)).isTrue();
      assertThat(decoder.next()).isTrue();
      times.add(decoder.micros());
      assertThat(decoder.next()).isFalse();
    }
    assertThat(times)
        .containsExactlyElementsOf(video.stream().map(AccessUnit::epochMicros).toList());
    assertThat(decoder.errors()).isZero();
  }

  @Test
  void bgr_maskedAreas_areBlackInEveryPicture() {
    Masks masks =
        new Masks(
            List.of(
                PictureArea.parse("0,0 0.25,0 0.25,1 0,1"), PictureArea.parse("1,0 1,1 0.75,1")));
    try (LaneDecoder masked = new LaneDecoder(masks)) {
      for (AccessUnit unit : video) {
        masked.push(unit);
        masked.next();
        Mat bgr = masked.bgr();
        assertThat(bgr.ptr(TestVideo.HEIGHT / 2, TestVideo.WIDTH / 2).get()).isNotZero();
        for (int y = 0; y < TestVideo.HEIGHT; y++) {
          byte[] row = new byte[3 * TestVideo.WIDTH];
          bgr.ptr(y).get(row);
          for (int x = 0; x < TestVideo.WIDTH; x++) {
            double right = 1 - 0.25 * (y + 0.5) / TestVideo.HEIGHT;
            double at = (x + 0.5) / TestVideo.WIDTH;
            if (at < 0.25 || at > right) {
              assertThat(new byte[] {row[3 * x], row[3 * x + 1], row[3 * x + 2]})
                  .as("pixel %d,%d", x, y)
                  .containsOnly(0);
            }
          }
        }
      }
    }
  }

  @Test
  void bgr_isThePictureInItsColour() {
    for (int i = 0; i < video.size(); i++) {
      decoder.push(video.get(i));
      decoder.next();
      Mat bgr = decoder.bgr();
      assertThat(bgr.cols()).isEqualTo(TestVideo.WIDTH);
      assertThat(bgr.rows()).isEqualTo(TestVideo.HEIGHT);
      double grey = (TestVideo.brightness(i) - 16) * 255.0 / 219;
      for (int channel = 0; channel < 3; channel++) {
        int value = bgr.ptr(TestVideo.HEIGHT / 2, TestVideo.WIDTH / 2).get(channel) & 0xff;
        assertThat((double) value).isCloseTo(grey, within(6.0));
      }
    }
  }

  @Test
  void push_beforeARandomAccessUnit_isPassedOver() {
    assertThat(decoder.push(video.get(3))).isFalse();
    assertThat(decoder.next()).isFalse();
    assertThat(decoder.errors()).isZero();
    assertThat(decoder.push(video.get(TestVideo.GOP))).isTrue();
  }

  @Test
  void push_brokenUnit_isCountedAndTheNextRandomAccessUnitGoesOn() {
    decoder.push(video.get(0));
    assertThat(decoder.next()).isTrue();
    assertThat(decoder.push(broken(video.get(1)))).isFalse();
    assertThat(decoder.errors()).isEqualTo(1);
    assertThat(decoder.push(video.get(2))).isFalse();
    assertThat(decoder.push(video.get(TestVideo.GOP))).isTrue();
    assertThat(decoder.next()).isTrue();
    assertThat(decoder.micros()).isEqualTo(video.get(TestVideo.GOP).epochMicros());
  }

  @Test
  void push_otherParameterSets_needARandomAccessUnit() {
    decoder.push(video.get(0));
    AccessUnit other =
        new AccessUnit(
            org.gatehouse.contract.media.ParameterSets.h264(
                video.get(0).parameters().sps(), video.get(0).parameters().pps(), 1, 1),
            START + 1,
            1,
            false,
            0,
            video.get(1).payload().copy());
    assertThat(decoder.push(other)).isFalse();
    assertThat(decoder.push(video.get(TestVideo.GOP))).isTrue();
  }

  private static AccessUnit broken(AccessUnit unit) {
    byte[] garbage = {0, 0, 0, 9, 0x41, -1, -1, -1};
    return new AccessUnit(unit.parameters(), unit.epochMicros(), unit.ticks(), false, 0, garbage);
  }
}
