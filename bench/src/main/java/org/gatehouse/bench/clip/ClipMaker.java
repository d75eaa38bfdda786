package org.gatehouse.bench.clip;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.fleet.ClipPacker;

/**
 * Makes packed clips with the system's ffmpeg, or finds those made before. Used by one thread; two
 * processes that make the same clip both finish, the later one's file stays.
 */
public final class ClipMaker {
  /** Pictures a second. */
  public static final int FPS = 25;

  private static final int GOP = 50;
  private static final String FONT = "/fonts/BarlowCondensed_600SemiBold.ttf";

  /** Raised whenever the same name would mean other bytes. */
  private static final int VERSION = 1;

  private final Path folder;

  /** Keeps its files in a folder, which is made if absent. */
  public ClipMaker(Path folder) {
    this.folder = folder;
  }

  /** In the project's own place. */
  public static ClipMaker standard() {
    return new ClipMaker(Launcher.home().resolve("bench/target/clips"));
  }

  /** Where that clip is or will be. */
  public Path file(ClipScene scene, double mbit, int seconds) {
    return folder.resolve(
        String.format(
            Locale.ROOT,
            "%s-720p%d-%.2fmbit-%ds-v%d.clip",
            scene.word(),
            FPS,
            mbit,
            seconds,
            VERSION));
  }

  /**
   * The clip's file, made if it is absent.
   *
   * @param mbit million bits a second of coded video
   * @param progress told 0 to 1 while it is made
   * @throws BenchFailure if there is no ffmpeg or it fails
   */
  public Path make(ClipScene scene, double mbit, int seconds, DoubleConsumer progress)
      throws IOException, InterruptedException {
    Path file = file(scene, mbit, seconds);
    if (Files.exists(file)) {
      return file;
    }
    Files.createDirectories(folder);
    Path font = Files.createTempFile(folder, "font", ".ttf");
    Path log = Files.createTempFile(folder, "ffmpeg", ".log");
    Path part = Files.createTempFile(folder, scene.word(), ".part");
    try {
      copyFont(font);
      encode(command(scene, mbit, seconds, font), log, part, scene.codec(), seconds, progress);
      return Files.move(
          part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(font);
      Files.deleteIfExists(log);
      Files.deleteIfExists(part);
    }
  }

  private static void copyFont(Path to) throws IOException {
    try (InputStream in = ClipMaker.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new BenchFailure("the font " + FONT + " is not built in; build the bench again");
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<String> command(ClipScene scene, double mbit, int seconds, Path font) {
    String graph = scene.graph().replace("%FONT%", font.toString()) + ",format=yuv420p";
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error"));
    command.addAll(List.of("-f", "lavfi", "-i", graph, "-t", "" + seconds));
    command.addAll(coder(scene.codec(), Math.round(mbit * 1000)));
    command.add("pipe:1");
    return command;
  }

  /** Constant rate as cameras keep it, no reordering, whole groups of {@link #GOP}. */
  private static List<String> coder(NalCodec codec, long kbit) {
    String rate = kbit + "k";
    return switch (codec) {
      case H264 ->
          List.of(
              ("-c:v libx264 -preset superfast -bf 0 -threads 2 -b:v %s -maxrate %s -bufsize %s"
                      + " -g %d -keyint_min %d -sc_threshold 0 -f h264")
                  .formatted(rate, rate, rate, GOP, GOP)
                  .split(" ", -1));
      case H265 ->
          List.of(
              ("-c:v libx265 -preset ultrafast -b:v %s -x265-params"
                      + " vbv-maxrate=%d:vbv-bufsize=%d:keyint=%d:min-keyint=%d:scenecut=0"
                      + ":bframes=0:repeat-headers=1:open-gop=0:log-level=error -f hevc")
                  .formatted(rate, kbit, kbit, GOP, GOP)
                  .split(" ", -1));
    };
  }

  private static void encode(
      List<String> command,
      Path log,
      Path part,
      NalCodec codec,
      int seconds,
      DoubleConsumer progress)
      throws IOException, InterruptedException {
    Process ffmpeg;
    try {
      ffmpeg = new ProcessBuilder(command).redirectError(log.toFile()).start();
    } catch (IOException e) {
      throw new BenchFailure("the cameras' pictures are made with ffmpeg: apt-get install ffmpeg");
    }
    try (DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 20));
        InputStream coded = ffmpeg.getInputStream()) {
      double all = (double) seconds * FPS;
      ClipPacker.pack(codec, FPS, coded, out, done -> progress.accept(Math.min(1, done / all)));
    } finally {
      if (ffmpeg.isAlive() && !ffmpeg.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)) {
        ffmpeg.destroy();
      }
    }
    if (ffmpeg.waitFor() != 0) {
      throw new BenchFailure("ffmpeg failed: " + Files.readString(log).strip());
    }
  }
}
