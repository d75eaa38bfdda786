package org.gatehouse.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.gatehouse.camera.packing.NalCodec;
import org.junit.jupiter.api.Test;

class SetsInForceTest {
  private static final byte[] SPS = {0x67, 1};
  private static final byte[] PPS = {0x68, 1};
  private static final byte[] OTHER_PPS = {0x68, 2};
  private static final byte[] SLICE = {0x65, 9};

  private final SetsInForce sets = new SetsInForce(NalCodec.H264, 64, 64);

  @Test
  void take_oneOfEachKind_areInForce() {
    assertThat(sets.take(List.of(SPS), true)).isTrue();
    assertThat(sets.parameters()).isNull();
    assertThat(sets.take(List.of(PPS, PPS, SLICE), true)).isTrue();
    assertThat(Objects.requireNonNull(sets.parameters()).pps()).isEqualTo(PPS);
    assertThat(sets.take(List.of(PPS), false)).isTrue();
  }

  @Test
  void take_anotherBeforeAKeyPicture_isInForceFromThere() {
    sets.take(List.of(SPS, PPS), true);
    assertThat(sets.take(List.of(OTHER_PPS, SLICE), true)).isTrue();
    assertThat(Objects.requireNonNull(sets.parameters()).pps()).isEqualTo(OTHER_PPS);
  }

  @Test
  void take_severalAtOnceOrAnotherBetween_isToldToBeTooMuch() {
    assertThat(sets.take(List.of(SPS, PPS, OTHER_PPS), true)).isFalse();
    sets.take(List.of(SPS, PPS), true);
    assertThat(sets.take(List.of(OTHER_PPS), false)).isFalse();
  }

  @Test
  void take_h265_needsThreeKinds() {
    SetsInForce h265 = new SetsInForce(NalCodec.H265, 64, 64);
    h265.take(List.of(new byte[] {0x40, 1, 1}, new byte[] {0x42, 1, 2}), true);
    assertThat(h265.parameters()).isNull();
    h265.take(List.of(new byte[] {0x44, 1, 3}), true);
    assertThat(Objects.requireNonNull(h265.parameters()).vps()).containsExactly(0x40, 1, 1);
  }

  @Test
  void parameterSets_hvcCBox_areRead() {
    byte[] box = new byte[23 + 3 + 4 + 3 + 3];
    box[0] = 1;
    box[22] = 2;
    System.arraycopy(new byte[] {(byte) 0xa0, 0, 1, 0, 2, 0x40, 1}, 0, box, 23, 7);
    System.arraycopy(new byte[] {(byte) 0xa1, 0, 1, 0, 1, 0x42}, 0, box, 30, 6);
    assertThat(HevcConfiguration.parameterSets(box))
        .containsExactly(new byte[] {0x40, 1}, new byte[] {0x42});
    assertThat(HevcConfiguration.parameterSets(new byte[22])).isEmpty();
  }
}
