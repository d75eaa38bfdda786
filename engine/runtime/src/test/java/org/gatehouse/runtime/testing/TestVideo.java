package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;

/** Real H.264 as access units: encoded by the ffmpeg of the machine, taken apart here. */
public final class TestVideo {
  private static final int SLICE_IDR = 5;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int DELIMITER = 9;

  private TestVideo() {}

  /**
   * A moving test picture.
   *
   * @param size such as {@code 320x180}
   * @param rate pictures a second
   * @param encoder more options for x264, such as {@code -bf 0}
   */
  public static List<AccessUnit> encode(
      Path folder, String size, int rate, int seconds, String... encoder) throws IOException {
    Path mp4 = folder.resolve("source.mp4");
    Path annexB = folder.resolve("source.h264");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi"));
    command.add("-i");
    command.add("testsrc2=size=" + size + ":rate=" + rate + ":duration=" + seconds);
    command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"));
    command.addAll(List.of("-g", Integer.toString(rate), "-sc_threshold", "0"));
    command.addAll(List.of(encoder));
    command.addAll(List.of("-video_track_timescale", "90000", mp4.toString()));
    Ffmpeg.run(command.toArray(String[]::new));
    Ffmpeg.run(
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-i",
        mp4.toString(),
        "-c",
        "copy",
        "-bsf:v",
        "h264_mp4toannexb,h264_metadata=aud=insert",
        "-f",
        "h264",
        annexB.toString());
    return units(Files.readAllBytes(annexB), presentationTimes(mp4), size);
  }

  /** Presentation times of the packets, in decode order, in 1/90000 s. */
  private static List<Long> presentationTimes(Path mp4) {
    String text =
        Ffmpeg.run(
            "ffprobe",
            "-v",
            "quiet",
            "-select_streams",
            "v:0",
            "-show_entries",
            "packet=pts",
            "-of",
            "csv=p=0",
            mp4.toString());
    return text.lines().map(line -> Long.valueOf(line.replace(",", "").strip())).toList();
  }

  private static List<AccessUnit> units(byte[] stream, List<Long> times, String size) {
    String[] sides = size.split("x", 2);
    List<AccessUnit> units = new ArrayList<>();
    List<byte[]> nals = new ArrayList<>();
    byte[][] sets = new byte[2][];
    for (byte[] nal : nalUnits(stream)) {
      int type = nal[0] & 0x1f;
      if (type == DELIMITER && !nals.isEmpty()) {
        add(units, nals, sets, times, sides);
        nals.clear();
      } else if (type == SPS || type == PPS) {
        sets[type - SPS] = nal;
      } else if (type != DELIMITER) {
        nals.add(nal);
      }
    }
    add(units, nals, sets, times, sides);
    return units;
  }

  private static void add(
      List<AccessUnit> units, List<byte[]> nals, byte[][] sets, List<Long> times, String[] sides) {
    ParameterSets parameters =
        ParameterSets.h264(
            sets[0], sets[1], Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    ByteBuffer payload = ByteBuffer.allocate(nals.stream().mapToInt(nal -> nal.length + 4).sum());
    nals.forEach(nal -> payload.putInt(nal.length).put(nal));
    boolean key = nals.stream().anyMatch(nal -> (nal[0] & 0x1f) == SLICE_IDR);
    long ticks = times.get(units.size());
    long epoch = ChronoUnit.MICROS.between(Instant.EPOCH, FakeTicker.START);
    units.add(
        new AccessUnit(
            parameters, epoch + ticks * 1_000_000 / 90_000, ticks, key, 0, payload.array()));
  }

  /** Splits at start codes (ITU-T H.264 §B.1). */
  static List<byte[]> nalUnits(byte[] stream) {
    List<byte[]> nals = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        addNal(nals, stream, start, i);
        start = i + 3;
      }
    }
    addNal(nals, stream, start, stream.length);
    return nals;
  }

  private static void addNal(List<byte[]> nals, byte[] stream, int start, int end) {
    int trimmed = end;
    while (trimmed > start && start >= 0 && stream[trimmed - 1] == 0) {
      trimmed--;
    }
    if (start >= 0 && trimmed > start) {
      nals.add(Arrays.copyOfRange(stream, start, trimmed));
    }
  }
}
