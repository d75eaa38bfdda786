package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.CodedStreams;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Ffmpeg;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Played;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every codec and sound as files, judged by ffprobe and ffmpeg. */
class CodecFilesTest {
  private static final int SECONDS = 6;

  @TempDir Path folder;
  @TempDir Path source;

  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(64 << 20));

  @BeforeEach
  void needsFfmpeg() {
    Ffmpeg.assumePresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc", "mjpeg"})
  void recording_otherCodec_playsWholeAndTellsItsCodec(String codec) throws IOException {
    Path file = record(pictures(codec, "160x120")).getFirst();

    assertPlays(file, SECONDS * CodedStreams.RATE, SECONDS);
    assertThat(probe(file, "v:0", "stream=codec_name")).isEqualTo(codec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc", "mjpeg"})
  void recording_resolutionSwitch_beginsASegmentThatPlaysByItself(String codec) throws IOException {
    List<AccessUnit> units = new ArrayList<>(pictures(codec, "160x120"));
    units.addAll(CodedStreams.after(pictures(codec, "320x240"), SECONDS));
    List<Path> files = record(units);

    assertThat(files).hasSize(2);
    assertPlays(files.get(0), SECONDS * CodedStreams.RATE, SECONDS);
    assertPlays(files.get(1), SECONDS * CodedStreams.RATE, SECONDS);
    assertThat(probe(files.get(0), "v:0", "stream=width")).isEqualTo("160");
    assertThat(probe(files.get(1), "v:0", "stream=width")).isEqualTo("320");
  }

  @ParameterizedTest
  @EnumSource(AudioCodec.class)
  void recording_withSound_hasASecondTrackOfTheSameLength(AudioCodec codec) throws IOException {
    Path file = record(withSound(codec, SECONDS)).getFirst();

    assertPlays(file, SECONDS * CodedStreams.RATE, SECONDS);
    assertThat(probe(file, "a:0", "stream=codec_name")).isEqualTo(name(codec));
    double first = Double.parseDouble(probe(file, "a:0", "stream=start_time"));
    assertThat(first).isBetween(0.0, 0.12);
    List<Double> times = soundTimes(file);
    assertThat(times).isSorted();
    assertThat(times.getLast() - times.getFirst()).isCloseTo(SECONDS - 0.1, within(0.1));
  }

  @Test
  void recording_withSoundOverMoreSegments_losesNoSoundBetweenThem() throws IOException {
    List<AccessUnit> units = withSound(AudioCodec.PCMA, 130);
    List<Path> files = record(units);

    assertThat(files).hasSize(3);
    int packets = 0;
    for (Path file : files) {
      assertThat(Played.of(file).errors()).isEmpty();
      packets += soundTimes(file).size();
    }
    assertThat(packets)
        .as("all but what was heard before the first picture")
        .isEqualTo(units.stream().skip(1).mapToInt(unit -> unit.audio().size()).sum());
  }

  @Test
  void recording_soundAppearsAndGoes_cutsAtAKeyFrame() throws IOException {
    List<AccessUnit> units = new ArrayList<>(pictures("hevc", "160x120"));
    List<AccessUnit> later = CodedStreams.after(CodedStreams.h265(source, "160x120", 40), SECONDS);
    units.addAll(
        CodedStreams.together(later, CodedStreams.sound(source, AudioCodec.AAC, 2 * SECONDS)));
    List<Path> files = record(units);

    assertThat(files).hasSize(3);
    assertThat(probe(files.get(0), "a:0", "stream=codec_name")).isEmpty();
    assertThat(probe(files.get(1), "a:0", "stream=codec_name")).isEqualTo("aac");
    assertThat(probe(files.get(2), "a:0", "stream=codec_name")).isEmpty();
  }

  @Test
  void recording_withSoundKilledAtAnyByte_playsWhatIsWhole() throws IOException {
    byte[] file = Files.readAllBytes(record(withSound(AudioCodec.AAC, SECONDS)).getFirst());
    int head = 4096;
    for (int length = file.length / 3; length < file.length; length += file.length / 5 + 17) {
      Path cut = folder.resolve("cut.mp4");
      Files.write(cut, Arrays.copyOf(file, Math.max(head, length)));
      assertThat(Played.of(cut).frames()).as("cut at %d", length).isGreaterThanOrEqualTo(10);
    }
  }

  private List<AccessUnit> pictures(String codec, String size) throws IOException {
    return codec.equals("hevc")
        ? CodedStreams.h265(source, size, SECONDS)
        : CodedStreams.mjpeg(source, size, SECONDS);
  }

  private List<AccessUnit> withSound(AudioCodec codec, int seconds) throws IOException {
    return CodedStreams.together(
        CodedStreams.h265(source, "160x120", seconds), CodedStreams.sound(source, codec, seconds));
  }

  private List<Path> record(List<AccessUnit> units) {
    FolderStore store = new FolderStore(folder);
    StreamRecording recording =
        new StreamRecording(
            ring.id(),
            ring.open(StreamSource.Start.LATEST_RANDOM_ACCESS),
            new Surroundings(store, new FakeTicker(), Runnable::run, SegmentWatch.NONE),
            new SyncSchedule(0, 0, Recorder.SYNC));
    for (AccessUnit unit : units) {
      ring.publish(unit);
      recording.turn();
    }
    recording.finish();
    assertThat(recording.counters().frames()).isEqualTo(units.size());
    assertThat(recording.counters().ioErrors()).isZero();
    return store.created();
  }

  private static void assertPlays(Path file, int frames, double seconds) {
    Played played = Played.of(file);
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(frames);
    assertThat(played.seconds()).isCloseTo(seconds, within(0.25));
  }

  private static String probe(Path file, String stream, String entry) {
    return Ffmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            stream,
            "-show_entries",
            entry,
            "-of",
            "csv=p=0",
            file.toString())
        .strip();
  }

  /** Presentation times of the packets of sound, in seconds. */
  private static List<Double> soundTimes(Path file) {
    return probe(file, "a:0", "packet=pts_time")
        .lines()
        .map(line -> Double.valueOf(line.replace(",", "")))
        .toList();
  }

  private static String name(AudioCodec codec) {
    return switch (codec) {
      case AAC -> "aac";
      case OPUS -> "opus";
      case PCMA -> "pcm_alaw";
      case PCMU -> "pcm_mulaw";
    };
  }
}
