package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Ffmpeg;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Played;
import org.gatehouse.runtime.testing.TestVideo;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of real video, judged by ffprobe and ffmpeg. */
class RecordedFilesTest {
  /** At least, on average: fragments are of seven, and of three before a key picture. */
  private static final int PICTURES = 5;

  @TempDir Path folder;
  @TempDir Path source;

  private final FakeTicker ticker = new FakeTicker();
  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(64 << 20));

  @BeforeEach
  void needsFfmpeg() {
    Ffmpeg.assumePresent();
  }

  @Test
  void recording_twoMinutes_segmentsPlayAndFollowWithoutGapOrOverlap() throws IOException {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 130, "-bf", "0");
    FolderStore store = record(units);

    List<Path> files = store.created();
    assertThat(files).hasSize(3);
    int frames = 0;
    double seconds = 0;
    for (int i = 0; i < files.size(); i++) {
      Played played = Played.of(files.get(i));
      assertThat(played.errors()).isEmpty();
      assertThat(played.start()).isZero();
      assertThat(store.starts().get(i))
          .isEqualTo(FakeTicker.START.plusMillis(Math.round(seconds * 1000)));
      frames += played.frames();
      seconds += played.seconds();
    }
    assertThat(frames).isEqualTo(1300);
    assertThat(seconds).isCloseTo(130, within(0.001));
    assertThat(contents(files)).isEqualTo(payloads(units));
  }

  @Test
  void recording_withReorderedPictures_showsThemInOrderAndAtTheirTimes() throws IOException {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 25, 5, "-bf", "3");
    Path file = record(units).created().getFirst();

    Played played = Played.of(file);
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(125);
    assertThat(played.seconds()).isCloseTo(5, within(0.001));
    assertThat(shown(file)).isEqualTo(shown(source.resolve("source.mp4")));
  }

  @Test
  void recording_killedAtAnyPoint_playsUpToItsLastWholeFragment() throws IOException {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 8, "-bf", "0");
    StreamRecording recording = start(new FolderStore(folder));
    units.forEach(this::publish);
    recording.turn();
    byte[] open = Files.readAllBytes(folder.resolve("gate-in-0.mp4"));
    List<Integer> ends = fragmentEnds(open);
    assertThat(ends).hasSizeGreaterThanOrEqualTo(7);

    for (int fragments : new int[] {1, 4, 7}) {
      int whole = ends.get(fragments - 1);
      int cut = fragments < ends.size() ? (whole + ends.get(fragments)) / 2 : whole;
      for (int length : new int[] {whole, whole + 60, cut}) {
        Path copy = folder.resolve("cut.mp4");
        Files.write(copy, Arrays.copyOf(open, Math.min(length, open.length)));
        assertThat(Played.of(copy).frames())
            .as("%d fragments, cut at %d", fragments, length)
            .isGreaterThanOrEqualTo(fragments * PICTURES);
      }
    }
    recording.finish();
    assertThat(Played.of(folder.resolve("gate-in-0.mp4")).frames()).isEqualTo(80);
  }

  @Test
  void finish_fileHasAnIndex_thatLeadsToEachSecond() throws IOException {
    List<AccessUnit> units = TestVideo.encode(source, "160x120", 10, 8, "-bf", "0");
    Path file = record(units).created().getFirst();

    String frame =
        Ffmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v:0",
            "-read_intervals",
            "5%+#1",
            "-show_entries",
            "frame=pts_time,pict_type",
            "-of",
            "csv=p=0",
            file.toString());
    assertThat(frame).startsWith("5.000000,I");
  }

  private FolderStore record(List<AccessUnit> units) {
    FolderStore store = new FolderStore(folder);
    StreamRecording recording = start(store);
    for (AccessUnit unit : units) {
      publish(unit);
      recording.turn();
    }
    recording.finish();
    assertThat(recording.counters().frames()).isEqualTo(units.size());
    return store;
  }

  private StreamRecording start(FolderStore store) {
    return new StreamRecording(
        ring.id(),
        ring.open(StreamSource.Start.LATEST_RANDOM_ACCESS),
        new Surroundings(store, ticker, Runnable::run, SegmentWatch.NONE),
        new SyncSchedule(0, 0, Recorder.SYNC));
  }

  private void publish(AccessUnit unit) {
    ring.publish(unit);
  }

  /** Where each fragment ends: after its mdat. */
  private static List<Integer> fragmentEnds(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    List<Integer> ends = new ArrayList<>();
    while (in.remaining() >= 8) {
      int at = in.position();
      int size = in.getInt();
      if (in.getInt() == 0x6d646174) {
        ends.add(at + size);
      }
      in.position(at + size);
    }
    return ends;
  }

  /** The media data of all files, one after the other. */
  private static byte[] contents(List<Path> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Path file : files) {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
      while (in.hasRemaining()) {
        int size = in.getInt();
        boolean media = in.getInt() == 0x6d646174;
        byte[] body = new byte[size - 8];
        in.get(body);
        out.write(body, 0, media ? body.length : 0);
      }
    }
    return out.toByteArray();
  }

  private static byte[] payloads(List<AccessUnit> units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    units.forEach(unit -> out.writeBytes(unit.payload().copy()));
    return out.toByteArray();
  }

  /** Type and time, from the first on, of each picture in the order in which it is shown. */
  private static List<String> shown(Path file) {
    List<String> lines =
        Ffmpeg.run(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "v:0",
                "-show_entries",
                "frame=pts,pict_type",
                "-of",
                "csv=p=0",
                file.toString())
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    long first = pts(lines.getFirst());
    return lines.stream()
        .map(line -> (pts(line) - first) + line.substring(line.indexOf(',')))
        .toList();
  }

  private static long pts(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(',')));
  }
}
