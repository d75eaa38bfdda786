package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

class InitSegmentTest {
  private final List<BoxTree> boxes =
      BoxTree.parse(
          InitSegment.of(Units.PARAMETERS, Units.SPS, Instant.parse("2026-03-01T12:00:00Z")));

  @Test
  void of_h264_hasTheBoxesOfAFragmentedFile() {
    assertThat(boxes.stream().map(BoxTree::outline))
        .containsExactly(
            "ftyp",
            "moov[mvhd trak[tkhd mdia[mdhd hdlr minf[vmhd dinf[dref]"
                + " stbl[stsd stts stsc stsz stco]]]] mvex[trex]]");
  }

  @Test
  void of_h264_sizesAreThoseOfTheStandard() {
    BoxTree moov = boxes.get(1);
    BoxTree track = moov.child("trak");
    assertThat(moov.child("mvhd").body()).hasSize(112);
    assertThat(track.child("tkhd").body()).hasSize(96);
    assertThat(track.child("mdia").child("mdhd").body()).hasSize(36);
    assertThat(track.child("mdia").child("minf").child("vmhd").body()).hasSize(12);
    assertThat(moov.child("mvex").child("trex").body()).hasSize(24);
  }

  @Test
  void of_h264_tellsTimescaleCreationAndPictureSize() {
    BoxTree moov = boxes.get(1);
    ByteBuffer header = moov.child("mvhd").data();
    assertThat(header.getLong(4))
        .isEqualTo(
            Instant.parse("2026-03-01T12:00:00Z").getEpochSecond()
                - Instant.parse("1904-01-01T00:00:00Z").getEpochSecond());
    assertThat(header.getInt(20)).isEqualTo(90_000);
    ByteBuffer track = moov.child("trak").child("tkhd").data();
    assertThat(track.getInt(88) >>> 16).isEqualTo(320);
    assertThat(track.getInt(92) >>> 16).isEqualTo(180);
  }

  @Test
  void of_h264_avcCHoldsBothParameterSets() {
    byte[] stsd =
        boxes.get(1).child("trak").child("mdia").child("minf").child("stbl").child("stsd").body();
    BoxTree avc1 = BoxTree.parse(Arrays.copyOfRange(stsd, 8, stsd.length)).getFirst();
    assertThat(avc1.type()).isEqualTo("avc1");
    BoxTree avcC =
        BoxTree.parse(Arrays.copyOfRange(avc1.body(), 78, avc1.body().length)).getFirst();
    assertThat(avcC.type()).isEqualTo("avcC");
    ByteBuffer data = avcC.data();
    assertThat(data.get(0)).isEqualTo((byte) 1);
    assertThat(data.get(1)).isEqualTo((byte) 0x64);
    assertThat(data.get(4)).isEqualTo((byte) 0xff);
    byte[] sps = new byte[data.getShort(6)];
    data.position(8).get(sps);
    assertThat(sps).isEqualTo(Units.SPS);
    assertThat(data.get()).isEqualTo((byte) 1);
    byte[] pps = new byte[data.getShort()];
    data.get(pps);
    assertThat(pps).isEqualTo(Units.PARAMETERS.pps());
    byte[] high = new byte[data.remaining()];
    data.get(high);
    assertThat(high).containsExactly(0xfd, 0xf8, 0xf8, 0x00);
  }

  @Test
  void of_otherCodec_isRefused() {
    ParameterSets h265 = ParameterSets.h265(Units.SPS, Units.SPS, Units.SPS, 320, 180);
    assertThatThrownBy(() -> InitSegment.of(h265, Units.SPS, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("H265");
  }
}
