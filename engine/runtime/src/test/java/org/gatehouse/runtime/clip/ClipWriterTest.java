package org.gatehouse.runtime.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
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

/** Clips of real video, judged by ffprobe and ffmpeg. */
class ClipWriterTest {
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

  private ClipFinder.Found find(double from, double to) throws IOException {
    return ClipFinder.find(recordings.footage(), Units.STREAM, at(from), at(to), ticker);
  }

  private Path write(Clip clip) throws Exception {
    Path file = source.resolve("clip-" + clip.from().toEpochMilli() + ".mp4");
    List<Double> progress = new ArrayList<>();
    ClipWriter.write(clip, file, progress::add);
    assertThat(progress).isSorted().last().isEqualTo(1.0);
    return file;
  }

  private void recordTwo(List<AccessUnit> units) throws IOException {
    recordings.write(units.subList(0, units.size() / 2));
    recordings.write(units.subList(units.size() / 2, units.size()));
  }

  @Test
  void write_fromBetweenKeyFrames_playsFromAndToTheExactTimes() throws Exception {
    recordTwo(TestVideo.encode(source, "160x120", 10, 20, "-bf", "0"));
    Clip clip = find(5.3, 12.7).clips().getFirst();
    assertThat(clip.begin()).isEqualTo(at(5));
    Path file = write(clip);
    Played played = Played.of(file);
    assertThat(played.errors()).isEmpty();
    assertThat(played.seconds()).isCloseTo(7.4, within(0.001));
    assertThat(played.frames()).isEqualTo(74);
    assertThat(picture(file, 0)).isEqualTo(picture(source.resolve("source.mp4"), 5.3));
    assertThat(picture(file, 6)).isEqualTo(picture(source.resolve("source.mp4"), 11.3));
  }

  /** What is shown then, decoded, as a hash. */
  private static String picture(Path file, double second) {
    return Ffmpeg.run(
            "ffmpeg",
            "-v",
            "error",
            "-ss",
            Double.toString(second),
            "-i",
            file.toString(),
            "-frames:v",
            "1",
            "-f",
            "hash",
            "-")
        .strip();
  }

  @Test
  void write_reorderedPictures_areInOrder() throws Exception {
    recordings.write(TestVideo.encode(source, "160x120", 10, 10, "-bf", "2"));
    Path file = write(find(2, 8).clips().getFirst());
    assertThat(Played.of(file).errors()).isEmpty();
    assertThat(Played.of(file).frames()).isEqualTo(60);
    assertThat(picture(file, 3.1)).isEqualTo(picture(source.resolve("source.mp4"), 5.1));
  }

  @Test
  void write_withSound_keepsItBesideThePictures() throws Exception {
    for (AudioCodec codec : AudioCodec.values()) {
      Path place = Files.createDirectory(source.resolve(codec.name()));
      Recordings others = new Recordings(place.resolve("r"), Units.STREAM);
      List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 8, "-bf", "0");
      others.write(CodedStreams.together(units, CodedStreams.sound(source, codec, 8)));
      Clip clip =
          ClipFinder.find(others.footage(), Units.STREAM, at(2.5), at(6.5), ticker)
              .clips()
              .getFirst();
      Path file = place.resolve("clip.mp4");
      ClipWriter.write(clip, file, share -> {});
      assertThat(Played.of(file).errors()).as("%s", codec).isEmpty();
      assertThat(soundSeconds(file)).as("%s", codec).isCloseTo(4, within(0.1));
    }
  }

  private static double soundSeconds(Path file) {
    return Double.parseDouble(
        Ffmpeg.run(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "a",
                "-show_entries",
                "stream=duration",
                "-of",
                "csv=p=0",
                file.toString())
            .strip());
  }

  @Test
  void find_gapAndOtherFormat_areClipsOfTheirOwn() throws Exception {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 4, "-bf", "0");
    recordings.write(units);
    recordings.write(
        CodedStreams.after(units, 60), new Gap(at(4), at(60), GapCause.STALLED, false));
    recordings.write(CodedStreams.after(TestVideo.encode(source, "320x240", 10, 4), 64));
    ClipFinder.Found found = find(1, 66);
    assertThat(found.clips()).extracting(Clip::from).containsExactly(at(1), at(60), at(64));
    assertThat(found.clips()).extracting(Clip::to).containsExactly(at(4), at(64), at(66));
    assertThat(found.gaps()).extracting(Gap::from).containsExactly(at(4));
    for (Clip clip : found.clips()) {
      assertThat(Played.of(write(clip)).errors()).isEmpty();
    }
  }

  @Test
  void find_nothingRecorded_isNoClip() throws IOException {
    assertThat(find(0, 9).clips()).isEmpty();
  }

  @Test
  void write_recordingDeletedMeanwhile_leavesNoFile() throws Exception {
    Recordings.Open only = recordings.write(TestVideo.encode(source, "160x120", 10, 4, "-bf", "0"));
    Clip clip = find(0, 4).clips().getFirst();
    only.delete();
    Path file = source.resolve("clip.mp4");
    assertThatThrownBy(() -> ClipWriter.write(clip, file, share -> {}))
        .isInstanceOf(IOException.class);
    assertThat(file).doesNotExist();
  }
}
