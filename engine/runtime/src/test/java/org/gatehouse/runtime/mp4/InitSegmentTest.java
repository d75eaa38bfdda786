package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void of_damagedParameterSet_isRefused() {
    ParameterSets h265 = ParameterSets.h265(Units.SPS, Units.SPS, Units.SPS, 320, 180);
    assertThatThrownBy(() -> InitSegment.of(h265, Units.SPS, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequence parameter set");
  }

  @Test
  void of_picturesAndSound_hasTwoTracks() {
    AudioFormat sound = new AudioFormat(AudioCodec.PCMA, 8000, 1, new byte[0]);
    List<BoxTree> found = BoxTree.parse(InitSegment.of(Units.PARAMETERS, sound, Instant.EPOCH));
    BoxTree track = found.get(1).children().get(2);
    assertThat(track.outline())
        .isEqualTo(
            "trak[tkhd mdia[mdhd hdlr minf[smhd dinf[dref] stbl[stsd stts stsc stsz stco]]]]");
    assertThat(track.child("mdia").child("mdhd").data().getInt(20)).isEqualTo(8000);
    assertThat(found.get(1).child("mvex").children()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"AAC,48000,2,0", "AAC,96000,2,2", "OPUS,48000,6,0", "PCMU,8000,0,0", "PCMA,0,1,0"})
  void canTell_whatMp4HasNoRoomFor_isFalse(AudioCodec codec, int rate, int channels, int config) {
    assertThat(InitSegment.canTell(new AudioFormat(codec, rate, channels, new byte[config])))
        .isFalse();
  }
}
