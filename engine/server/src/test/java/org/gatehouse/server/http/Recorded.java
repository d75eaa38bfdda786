package org.gatehouse.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A recorded segment of real H.264 as the recorder leaves it: 10 pictures and a key a second. */
public final class Recorded {
  private static final int RATE = 10;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int DELIMITER = 9;

  /** What x264 writes for 320x180 High without B-frames. */
  private static final ParameterSets SYNTHETIC =
      ParameterSets.h264(
          HexFormat.of().parseHex("6764000cacb202833f3e0220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"),
          320,
          180);

  private Recorded() {}

  /** Skips the test where there is no ffmpeg; with {@code CI=true} fails it. */
  public static void assumePlayer() throws InterruptedException {
    boolean present;
    try {
      present =
          new ProcessBuilder("ffprobe", "-version")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException missing) {
      present = false;
    }
    if (!present && "true".equals(System.getenv("CI"))) {
      Assertions.fail("ffmpeg and ffprobe must be installed where CI=true");
    }
    Assumptions.assumeTrue(present, "skipped: ffmpeg and ffprobe are not installed");
  }

  /** A segment without a picture in it. */
  public static Path write(SegmentStore store, StreamId stream, Instant start, int seconds)
      throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < seconds * RATE; i++) {
      pictures.add(new byte[] {0, 0, 0, 4, 1, 2, 3, 4, 5, 6});
    }
    return write(store, stream, start, SYNTHETIC, pictures);
  }

  /** A segment that can be played; needs ffmpeg. */
  public static Path encode(SegmentStore store, StreamId stream, Instant start, int seconds)
      throws IOException, InterruptedException {
    Process ffmpeg =
        new ProcessBuilder(
                ("ffmpeg -v error -f lavfi -i testsrc2=size=160x120:rate=10:duration="
                        + seconds
                        + " -c:v libx264 -preset veryfast -pix_fmt yuv420p -bf 0 -g 10"
                        + " -sc_threshold 0 -bsf:v h264_metadata=aud=insert -f h264 -")
                    .split(" "))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<byte[]> pictures = new ArrayList<>();
    byte[][] sets = new byte[2][];
    ByteBuffer picture = ByteBuffer.allocate(1 << 20);
    for (byte[] nal : nalUnits(ffmpeg.getInputStream().readAllBytes())) {
      int type = nal[0] & 0x1f;
      if (type == DELIMITER) {
        take(picture, pictures);
      } else if (type == SPS || type == PPS) {
        sets[type - SPS] = nal;
      } else {
        picture.putInt(nal.length).put(nal);
      }
    }
    take(picture, pictures);
    ffmpeg.waitFor();
    ParameterSets parameters = ParameterSets.h264(sets[0], sets[1], 160, 120);
    return write(store, stream, start, parameters, pictures);
  }

  private static void take(ByteBuffer picture, List<byte[]> pictures) {
    if (picture.position() > 0) {
      byte[] bytes = new byte[picture.position()];
      picture.flip().get(bytes);
      picture.clear();
      pictures.add(bytes);
    }
  }

  private static List<byte[]> nalUnits(byte[] stream) {
    List<byte[]> nals = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        add(nals, stream, start, i);
        start = i + 3;
      }
    }
    add(nals, stream, start, stream.length);
    return nals;
  }

  private static void add(List<byte[]> nals, byte[] stream, int start, int end) {
    int trimmed = end;
    while (start >= 0 && trimmed > start && stream[trimmed - 1] == 0) {
      trimmed--;
    }
    if (start >= 0 && trimmed > start) {
      byte[] nal = new byte[trimmed - start];
      System.arraycopy(stream, start, nal, 0, nal.length);
      nals.add(nal);
    }
  }

  private static Path write(
      SegmentStore store,
      StreamId stream,
      Instant start,
      ParameterSets parameters,
      List<byte[]> pictures)
      throws IOException {
    FragmentWriter writer = new FragmentWriter();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    try (SegmentFile file = store.create(stream, start)) {
      file.append(ByteBuffer.wrap(InitSegment.of(parameters, parameters.sps(), start)));
      for (int i = 0; i < pictures.size(); i += RATE) {
        SampleRun run = new SampleRun();
        for (int k = i; k < Math.min(i + RATE, pictures.size()); k++) {
          run.add(
              Payload.of(pictures.get(k)),
              micros + k * 100_000L,
              k * 9000L,
              9000,
              0,
              k % RATE == 0);
        }
        ByteBuffer header = writer.headerWithTime(i / RATE + 1L, run, new SampleRun(), 0);
        file.append(FragmentWriter.gather(header, run, new SampleRun()));
      }
      return file.path();
    }
  }
}
