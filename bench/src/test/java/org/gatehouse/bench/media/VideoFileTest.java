package org.gatehouse.bench.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips as people have them, made by the system's ffmpeg. */
class VideoFileTest {
  /** Eight pictures: 200 ms apart, and from the fifth on 400 ms. */
  private static final String UNEVEN =
      "testsrc2=s=1442x362:r=5,setpts=N+gt(N\\,4)*(N-4),format=yuv420p";

  private static final long[] TICKS = {0, 18000, 36000, 54000, 72000, 108000, 144000, 180000};

  @TempDir private Path folder;

  private final List<String> notices = new ArrayList<>();

  private Path clip(String name, String... coding) throws Exception {
    Path file = folder.resolve(name);
    List<String> command =
        Stream.of(
                Stream.of("ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", UNEVEN),
                Stream.of("-frames:v", "8", "-fps_mode", "passthrough"),
                Stream.of(coding),
                Stream.of(file.toString()))
            .flatMap(part -> part)
            .toList();
    run(command);
    return file;
  }

  private static void run(List<String> command) throws Exception {
    try {
      Process ffmpeg = new ProcessBuilder(command).inheritIO().start();
      assertThat(ffmpeg.waitFor()).as(String.join(" ", command)).isZero();
    } catch (IOException e) {
      assumeThat(false).as("ffmpeg, which is not here").isTrue();
    }
  }

  private static void assertTimes(VideoTrack track) {
    assertThat(track.samples().stream().mapToLong(Sample::ticks)).containsExactly(box(TICKS));
  }

  /** Where the track's header says how it is turned (ISO/IEC 14496-12 §8.3.2). */
  private static int matrix(byte[] bytes) {
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    return header + 4 + 40;
  }

  private static Long[] box(long[] ticks) {
    return Arrays.stream(ticks).boxed().toArray(Long[]::new);
  }

  @Test
  void track_h265_isPlayedAsItIs() throws Exception {
    Path file =
        clip("a.mp4", "-c:v", "libx265", "-x265-params", "log-level=none:bframes=0:keyint=4");
    VideoTrack track = VideoFile.track(file, notices::add);
    assertThat(track.parameters().codec()).isEqualTo(VideoCodec.H265);
    assertThat(track.parameters().width()).isEqualTo(1442);
    assertTimes(track);
    assertThat(track.samples().stream().filter(Sample::key)).hasSize(2);
    assertThat(notices).isEmpty();
  }

  @Test
  void h264_ofH265_isCodedAnewForPlayersThatKnowNoOther() throws Exception {
    Path file = clip("a.mp4", "-c:v", "libx265", "-x265-params", "log-level=none:bframes=0");
    VideoTrack track = VideoFile.h264(file);
    assertThat(track.parameters().codec()).isEqualTo(VideoCodec.H264);
    assertTimes(track);
  }

  @Test
  void track_anotherCodec_keepsEachPicturesTimeAndSizeAndSaysSo() throws Exception {
    VideoTrack track = VideoFile.track(clip("a.mkv", "-c:v", "mpeg4"), notices::add);
    assertThat(track.parameters().codec()).isEqualTo(VideoCodec.H264);
    assertThat(track.parameters().width()).isEqualTo(1442);
    assertThat(track.parameters().height()).isEqualTo(362);
    assertTimes(track);
    assertThat(notices).hasSize(1).first().asString().contains("a.mkv", "coded anew");
  }

  @Test
  void track_turnedWhenShown_isRefused() throws Exception {
    Path upright = clip("a.mp4", "-c:v", "libx264", "-bf", "0");
    Path turned = folder.resolve("turned.mp4");
    byte[] bytes = Files.readAllBytes(upright);
    ByteBuffer.wrap(bytes)
        .position(matrix(bytes))
        .putInt(0)
        .putInt(0x10000)
        .putInt(0)
        .putInt(-0x10000)
        .putInt(0);
    Files.write(turned, bytes);
    assertThatThrownBy(() -> VideoFile.track(turned, notices::add))
        .isInstanceOf(VideoException.class)
        .hasMessageContainingAll("turned.mp4", "90 degrees");
    assertThat(VideoFile.track(upright, notices::add).samples()).hasSize(8);
  }
}
