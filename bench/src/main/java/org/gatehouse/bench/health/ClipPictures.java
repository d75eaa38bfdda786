package org.gatehouse.bench.health;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.contract.vision.LumaPicture;

/** Pictures of a video file at even distances, by the system's ffmpeg. Immutable. */
final class ClipPictures {
  /** A picture for each second, but no fewer than this. */
  private static final int FEWEST = 24;

  /** And no more: what is kept of each takes a tenth of a megabyte. */
  private static final int MOST = 900;

  private final Path file;
  private final Shape shape;

  private ClipPictures(Path file, Shape shape) {
    this.file = file;
    this.shape = shape;
  }

  /**
   * What ffprobe tells of a clip.
   *
   * @param width of its pictures as they are coded
   * @param seconds how long it is
   */
  record Shape(int width, int height, double seconds) {
    /**
     * From lines of {@code key=value}.
     *
     * @throws BenchFailure if one is missing; the message names the file
     */
    static Shape of(String told, Path file) {
      Map<String, String> values = new HashMap<>();
      for (String line : told.split("\\R", -1)) {
        String[] parts = line.strip().split("=", 2);
        if (parts.length == 2) {
          values.put(parts[0], parts[1]);
        }
      }
      double width = number(values, "width");
      double height = number(values, "height");
      if (width < 1 || height < 1) {
        throw new BenchFailure("ffprobe finds no picture in " + file);
      }
      double seconds = number(values, "duration");
      if (seconds <= 0) {
        throw new BenchFailure(
            "%s does not tell how long it is: put it into a file that does, as ffmpeg -i %s -c copy clip.mp4 does"
                .formatted(file, file.getFileName()));
      }
      return new Shape((int) width, (int) height, seconds);
    }

    /** 0 for none, which ffprobe calls {@code N/A}. */
    private static double number(Map<String, String> values, String key) {
      try {
        return Double.parseDouble(values.getOrDefault(key, "0"));
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    /** Pictures to look at in a second. */
    double rate() {
      return Math.min(Math.max(1, FEWEST / seconds), MOST / seconds);
    }
  }

  static ClipPictures of(Path file) throws IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw new BenchFailure("cannot read the video " + file + ": no such readable file");
    }
    return new ClipPictures(file, Shape.of(probe(file), file));
  }

  private static String probe(Path file) throws IOException, InterruptedException {
    Process probe =
        start(
            List.of(
                "ffprobe -v error -select_streams v:0 -show_entries stream=width,height:format=duration"
                    .split(" ", -1)),
            List.of("-of", "default=noprint_wrappers=1", file.toString()));
    String told = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    probe.waitFor();
    return told;
  }

  /** How long the clip is. */
  double seconds() {
    return shape.seconds();
  }

  /** Shows them one after the other, as they are coded, so that no more than one is kept. */
  void each(Consumer<LumaPicture> taker) throws IOException, InterruptedException {
    String filter =
        String.format(Locale.ROOT, "fps=%.6f,format=yuv420p,extractplanes=y", shape.rate());
    Process ffmpeg =
        start(
            List.of("ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-noautorotate"),
            List.of("-i", file.toString(), "-vf", filter, "-f", "rawvideo", "-"));
    int size = shape.width() * shape.height();
    int taken = 0;
    try (InputStream in = new BufferedInputStream(ffmpeg.getInputStream(), 1 << 20)) {
      byte[] luma = in.readNBytes(size);
      while (luma.length == size) {
        taker.accept(new LumaPicture(shape.width(), shape.height(), luma));
        taken++;
        luma = in.readNBytes(size);
      }
      if (ffmpeg.waitFor() != 0 || taken == 0) {
        throw new BenchFailure("ffmpeg cannot decode the video " + file);
      }
    } finally {
      ffmpeg.destroy();
    }
  }

  private static Process start(List<String> command, List<String> more) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(more);
    try {
      return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new BenchFailure("clips are read with ffmpeg: apt-get install ffmpeg");
    }
  }
}
