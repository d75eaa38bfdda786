package org.gatehouse.bench.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.VideoTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H264RoundTripTest {
  private static final int SIZE = 64;
  private static final byte[] START = {0, 0, 0, 1};

  @TempDir Path folder;

  private final List<String> notices = new ArrayList<>();

  private static Coded coded(int pictures) {
    H264Encoder.Format format = new H264Encoder.Format(SIZE, SIZE, 10, 5, 200_000);
    int[] pixels = new int[SIZE * SIZE];
    byte[] noise = new byte[SIZE * SIZE];
    try (YuvFrame yuv = new YuvFrame(SIZE, SIZE);
        H264Encoder encoder = new H264Encoder(format)) {
      for (int i = 0; i < pictures; i++) {
        Arrays.fill(pixels, 0x102030 * (i + 1));
        encoder.encode(yuv.set(pixels, noise, 0));
      }
      return encoder.finish();
    }
  }

  /** As a raw stream of Annex B. */
  private Path file(Coded coded) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Coded.Picture picture : coded.pictures()) {
      if (picture.key()) {
        out.writeBytes(START);
        out.writeBytes(coded.parameters().sps());
        out.writeBytes(START);
        out.writeBytes(coded.parameters().pps());
      }
      for (byte[] unit : NalUnits.ofLengths(picture.avcc(), 4)) {
        out.writeBytes(START);
        out.writeBytes(unit);
      }
    }
    return Files.write(folder.resolve("a.h264"), out.toByteArray());
  }

  @Test
  void encode_pictures_keyEveryGop() {
    Coded coded = coded(12);
    assertThat(coded.pictures()).hasSize(12);
    assertThat(coded.pictures().stream().map(Coded.Picture::key).toList())
        .isEqualTo(
            List.of(
                true, false, false, false, false, true, false, false, false, false, true, false));
  }

  @Test
  void encode_sameInput_isTheSameStream() {
    assertThat(coded(3).pictures().getLast().avcc())
        .isEqualTo(coded(3).pictures().getLast().avcc());
  }

  @Test
  void track_codedPictures_comeBackOneForOne() throws IOException {
    Coded coded = coded(12);
    VideoTrack track = VideoFile.track(file(coded), notices::add);
    assertThat(notices).isEmpty();
    assertThat(track.samples()).hasSize(12);
    assertThat(track.samples().getFirst().key()).isTrue();
    assertThat(track.parameters().width()).isEqualTo(SIZE);
  }

  @Test
  void track_noSuchFile_namesIt() {
    assertThatThrownBy(() -> VideoFile.track(folder.resolve("none.mp4"), notices::add))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("none.mp4");
  }

  @Test
  void track_noVideo_namesIt() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp4"), "no video at all");
    assertThatThrownBy(() -> VideoFile.track(text, notices::add))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("notes.mp4");
  }

  @Test
  void ofAnnexB_bothStartCodes_cutsAndDropsZeros() {
    byte[] stream = {0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3};
    assertThat(NalUnits.ofAnnexB(stream))
        .containsExactly(new byte[] {0x67, 1}, new byte[] {0x68, 2}, new byte[] {0x65, 3});
  }

  @Test
  void slices_withParameterSets_leavesThemOut() {
    byte[] avcc =
        NalUnits.slices(NalCodec.H264, List.of(new byte[] {0x67, 1}, new byte[] {0x65, 3}));
    assertThat(avcc).isEqualTo(ByteBuffer.allocate(6).putInt(2).put(new byte[] {0x65, 3}).array());
  }

  @Test
  void ofLengths_lengthBeyondTheEnd_stops() {
    assertThat(NalUnits.ofLengths(new byte[] {0, 0, 0, 9, 1}, 4)).isEmpty();
  }

  @Test
  void parameterSets_oneOfEach_areRead() {
    byte[] box = {1, 0x42, 0, 0x1f, (byte) 0xff, (byte) 0xe1, 0, 2, 0x67, 5, 1, 0, 1, 0x68};
    assertThat(AvcConfiguration.parameterSets(box))
        .containsExactly(new byte[] {0x67, 5}, new byte[] {0x68});
  }
}
