package org.gatehouse.runtime.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.runtime.testing.CodedStreams;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Ffmpeg;
import org.gatehouse.runtime.testing.Played;
import org.gatehouse.runtime.testing.Recordings;
import org.gatehouse.runtime.testing.TestVideo;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is played of real video and sound, judged by ffprobe and ffmpeg. */
class PlayedMediaTest {
  @TempDir Path folder;
  @TempDir Path source;

  private final FakeTicker ticker = new FakeTicker();
  private Recordings recordings;

  @BeforeEach
  void start() {
    Ffmpeg.assumePresent();
    recordings = new Recordings(folder, Units.STREAM);
    ticker.advance(Duration.ofDays(1));
  }

  private static Instant at(double second) {
    return FakeTicker.START.plusMillis(Math.round(second * 1000));
  }

  /** What a player gets that plays all of it from {@code second} on. */
  private Player played(double second, int seconds, boolean keysOnly) {
    Player player = new Player();
    Playback.Subject subject = new Playback.Subject(Units.STREAM, FakeTicker.START, true);
    Playback playback = new Playback(recordings.footage(), subject, ticker, player);
    playback.play(at(second), keysOnly);
    for (int i = 0; i < seconds; i++) {
      player.turn(playback);
      playback.position(at(second + i));
    }
    player.turn(playback);
    assertThat(player.errors).isEmpty();
    return player;
  }

  private Path file(Player player) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    player.media.forEach(message -> all.writeBytes(message.body()));
    return Files.write(source.resolve("played.mp4"), all.toByteArray());
  }

  private Path file(VideoFile video) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    video.read(0, video.size(), bytes -> all.writeBytes(array(bytes)));
    assertThat(all.size()).isEqualTo((int) video.size());
    return Files.write(source.resolve("video.mp4"), all.toByteArray());
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    return array;
  }

  private void recordTwo(List<AccessUnit> units) throws IOException {
    recordings.write(units.subList(0, units.size() / 2));
    recordings.write(units.subList(units.size() / 2, units.size()));
  }

  @Test
  void play_reorderedPictures_areAllShownAndDecodeWithoutError() throws Exception {
    recordings.write(TestVideo.encode(source, "160x120", 10, 20, "-bf", "2"));
    Path file = file(played(0, 22, false));
    assertThat(Played.of(file).frames()).isEqualTo(200);
    assertThat(Played.of(file).errors()).isEmpty();
  }

  @Test
  void play_h265WithAac_goesAlongAndTheTypeSaysSo() throws Exception {
    List<AccessUnit> pictures = CodedStreams.h265(source, "160x120", 4);
    recordTwo(CodedStreams.together(pictures, CodedStreams.sound(source, AudioCodec.AAC, 4)));
    Player player = played(0, 6, false);
    assertThat(player.mimes)
        .singleElement()
        .asString()
        .startsWith("video/mp4; codecs=\"hvc1.")
        .endsWith(",mp4a.40.2\" 160x120");
    assertThat(streams(file(player))).containsExactly("hevc", "aac");
    assertThat(Played.of(file(player)).errors()).isEmpty();
  }

  @Test
  void play_soundThatBrowsersDoNotPlay_isLeftOutAndThePicturesStand() throws Exception {
    List<AccessUnit> pictures = TestVideo.encode(source, "160x120", 10, 4, "-bf", "0");
    recordTwo(CodedStreams.together(pictures, CodedStreams.sound(source, AudioCodec.PCMU, 4)));
    Player player = played(0, 6, false);
    assertThat(player.mimes).singleElement().asString().doesNotContain(",");
    Path file = file(player);
    assertThat(streams(file)).containsExactly("h264");
    assertThat(Played.of(file).frames()).isEqualTo(40);
    assertThat(Played.of(file).errors()).isEmpty();
  }

  @Test
  void play_opus_goesAlong() throws Exception {
    List<AccessUnit> pictures = TestVideo.encode(source, "160x120", 10, 4, "-bf", "0");
    recordTwo(CodedStreams.together(pictures, CodedStreams.sound(source, AudioCodec.OPUS, 4)));
    assertThat(streams(file(played(0, 6, false)))).containsExactly("h264", "opus");
  }

  @Test
  void play_keysOnly_isAVideoOfKeyPictures() throws Exception {
    recordTwo(TestVideo.encode(source, "160x120", 10, 10, "-bf", "0"));
    Played played = Played.of(file(played(0, 12, true)));
    assertThat(played.frames()).isEqualTo(10);
    assertThat(played.seconds()).isCloseTo(10, within(0.001));
    assertThat(played.errors()).isEmpty();
  }

  @Test
  void video_ofSeveralSegments_isOneFile() throws Exception {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 30, "-bf", "0");
    recordTwo(CodedStreams.together(units, CodedStreams.sound(source, AudioCodec.AAC, 30)));
    VideoFile video = video(5.5, 26);
    assertThat(video.start()).isEqualTo(at(5));
    assertThat(video.end()).isEqualTo(at(26));
    Path file = file(video);
    Played played = Played.of(file);
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(210);
    assertThat(played.seconds()).isCloseTo(21, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({
    "false,16,16",
    "false,3,3",
    "false,9.5,9",
    "true,16,16",
    "true,18,18",
    "true,9.5,9",
    "true,3,3"
  })
  void video_soughtInByAPlayer_isShownFromTheKeyFrameBefore(boolean sound, String to, double shown)
      throws Exception {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 30, "-bf", "0");
    recordTwo(
        sound
            ? CodedStreams.together(units, CodedStreams.sound(source, AudioCodec.AAC, 30))
            : units);
    String frames =
        Ffmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v:0",
            "-read_intervals",
            to + "%+1",
            "-show_entries",
            "frame=pts_time,pict_type",
            "-of",
            "csv=p=0",
            file(video(5, 26)).toString());
    String first = frames.lines().findFirst().orElseThrow();
    assertThat(first).endsWith(",I");
    assertThat(Double.parseDouble(first.split(",", -1)[0])).isEqualTo(shown);
  }

  @Test
  void video_readInParts_isTheSameAsInOne() throws Exception {
    recordTwo(TestVideo.encode(source, "160x120", 10, 8, "-bf", "0"));
    byte[] whole = Files.readAllBytes(file(video(0, 8)));
    VideoFile again = video(0, 8);
    for (long from : new long[] {0, 1, 700, 5000, whole.length - 3}) {
      long length = Math.min(9_000, whole.length - from);
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      again.read(from, length, bytes -> part.writeBytes(array(bytes)));
      assertThat(part.toByteArray())
          .isEqualTo(Arrays.copyOfRange(whole, (int) from, (int) (from + length)));
    }
  }

  @Test
  void video_formatChanges_isCutThereAndSaysWhereItGoesOn() throws Exception {
    List<AccessUnit> small = TestVideo.encode(source, "160x120", 10, 4, "-bf", "0");
    recordings.write(small);
    List<AccessUnit> large = TestVideo.encode(source, "320x240", 10, 4, "-bf", "0");
    recordings.write(CodedStreams.after(large, 4));
    VideoFile first = video(0, 8);
    assertThat(first.rest()).isEqualTo(at(4));
    assertThat(Played.of(file(first)).frames()).isEqualTo(40);
    VideoFile second = video(4, 8);
    assertThat(second.rest()).isNull();
    assertThat(Played.of(file(second)).errors()).isEmpty();
  }

  @Test
  void video_withAGapInside_keepsTheTimes() throws Exception {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 4, "-bf", "0");
    recordings.write(units);
    recordings.write(CodedStreams.after(units, 60));
    Played played = Played.of(file(video(0, 100)));
    assertThat(played.frames()).isEqualTo(80);
    assertThat(played.seconds()).isCloseTo(64, within(0.1));
  }

  @Test
  void video_nothingRecorded_isNone() throws IOException {
    assertThat(VideoFile.of(recordings.footage(), Units.STREAM, at(0), at(9), ticker)).isNull();
  }

  @Test
  void playlist_gapAndFormatChange_areDiscontinuitiesWithTheirTimes() throws Exception {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 14, "-bf", "0");
    recordings.write(units);
    recordings.write(CodedStreams.after(units, 60));
    recordings.write(
        CodedStreams.after(TestVideo.encode(source, "320x240", 10, 2, "-bf", "0"), 74));
    String text = Playlist.of(recordings.footage(), Units.STREAM, at(0), at(100), ticker).text();
    assertThat(text.lines().filter(line -> line.startsWith("#EXTINF")))
        .containsExactly(
            "#EXTINF:6.000000,",
            "#EXTINF:6.000000,",
            "#EXTINF:2.000000,",
            "#EXTINF:6.000000,",
            "#EXTINF:6.000000,",
            "#EXTINF:2.000000,",
            "#EXTINF:2.000000,");
    assertThat(text.lines().filter("#EXT-X-DISCONTINUITY"::equals)).hasSize(2);
    assertThat(text.lines().filter(line -> line.startsWith("#EXT-X-MAP"))).hasSize(2);
    assertThat(text)
        .contains("#EXT-X-PROGRAM-DATE-TIME:2026-03-01T12:01:00Z")
        .contains("#EXT-X-PROGRAM-DATE-TIME:2026-03-01T12:01:14Z")
        .contains("#EXT-X-TARGETDURATION:6\n")
        .endsWith("#EXT-X-ENDLIST\n");
  }

  private VideoFile video(double from, double to) throws IOException {
    return Objects.requireNonNull(
        VideoFile.of(recordings.footage(), Units.STREAM, at(from), at(to), ticker));
  }

  private static List<String> streams(Path file) {
    return Ffmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-show_entries",
            "stream=codec_name",
            "-of",
            "csv=p=0",
            file.toString())
        .lines()
        .toList();
  }
}
