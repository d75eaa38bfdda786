package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;

/** Makes the tracks of the cameras that send broken pictures. Used by one thread. */
final class HostileTracks {
  private static final int FPS = 25;
  private static final long TICKS = 90_000 / FPS;
  private static final int BASE_SECONDS = 20;
  private static final int GOP = 25;
  private static final int PATIENCE_SECONDS = 120;

  /** One picture in so many is broken, so that the decoder is in step again before the next. */
  private static final int BROKEN_ONE_IN = 3;

  private final Path folder;

  HostileTracks(Path folder) {
    this.folder = folder;
  }

  /** A moving picture, whole. */
  VideoTrack base(NalCodec codec) throws IOException, InterruptedException {
    Path file = folder.resolve("base." + codec.name());
    Path log = folder.resolve("ffmpeg.log");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y"));
    command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=s=640x360:r=" + FPS + ",format=yuv420p"));
    command.addAll(List.of("-t", Integer.toString(BASE_SECONDS)));
    command.addAll(coder(codec));
    command.add(file.toString());
    run(command, log);
    return AnnexBTrack.read(codec, Files.readAllBytes(file), TICKS);
  }

  private static List<String> coder(NalCodec codec) {
    String options =
        switch (codec) {
          case H264 -> "-c:v libx264 -preset superfast -bf 0 -b:v 600k -sc_threshold 0 -f h264 -g ";
          case H265 ->
              "-c:v libx265 -preset ultrafast -b:v 600k -x265-params"
                  + " bframes=0:repeat-headers=1:open-gop=0:scenecut=0:log-level=error -f hevc -g ";
        };
    return List.of((options + GOP).split(" ", -1));
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process ffmpeg;
    try {
      ffmpeg =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new BenchFailure("the cameras' pictures are made with ffmpeg: apt-get install ffmpeg");
    }
    if (!ffmpeg.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      ffmpeg.destroyForcibly();
      throw new BenchFailure("ffmpeg did not end within " + PATIENCE_SECONDS + " s");
    }
    if (ffmpeg.exitValue() != 0) {
      throw new BenchFailure("ffmpeg failed: " + Files.readString(log).strip());
    }
  }

  /**
   * A track with that many broken pictures, each broken in its own way; the first is whole, so that
   * a client can join.
   */
  static VideoTrack broken(VideoTrack base, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Mutator mutator = new Mutator(random);
    List<Sample> samples = new ArrayList<>();
    int broken = 0;
    for (int i = 0; broken < count; i++) {
      Sample whole = base.samples().get(i % base.samples().size());
      Sample next = new Sample(i * TICKS, whole.key(), whole.data(), whole.parameters());
      boolean breaks = i > 0 && random.nextInt(BROKEN_ONE_IN) == 0;
      samples.add(breaks ? mutator.mutate(next, base.parameters()) : next);
      broken += breaks ? 1 : 0;
    }
    return new VideoTrack(base.parameters(), samples);
  }
}
