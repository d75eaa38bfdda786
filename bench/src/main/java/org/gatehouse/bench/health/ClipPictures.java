package org.gatehouse.bench.health;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.contract.vision.LumaPicture;

/**
 * Pictures of a video file at even distances, by the system's ffmpeg.
 *
 * @param seconds how long the clip is
 */
record ClipPictures(Path file, double seconds, List<LumaPicture> pictures) {
  /** A picture for each second, but no fewer than this. */
  private static final int FEWEST = 24;

  static ClipPictures read(Path file) throws IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw new BenchFailure("cannot read the video " + file + ": no such readable file");
    }
    String[] told = probe(file).split("[,\n]", -1);
    if (told.length < 3) {
      throw new BenchFailure("ffprobe finds no picture in " + file);
    }
    int width = Integer.parseInt(told[0].strip());
    int height = Integer.parseInt(told[1].strip());
    double seconds = Double.parseDouble(told[2].strip());
    double rate = Math.max(1, FEWEST / seconds);
    return new ClipPictures(file, seconds, pictures(file, width, height, rate));
  }

  private static String probe(Path file) throws IOException, InterruptedException {
    Process probe =
        start(
            List.of(
                "ffprobe -v error -select_streams v:0 -show_entries stream=width,height:format=duration"
                    .split(" ", -1)),
            List.of("-of", "csv=p=0", file.toString()));
    String told = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    probe.waitFor();
    return told.strip();
  }

  private static List<LumaPicture> pictures(Path file, int width, int height, double rate)
      throws IOException, InterruptedException {
    String filter = String.format(Locale.ROOT, "fps=%.4f,format=yuv420p,extractplanes=y", rate);
    Process ffmpeg =
        start(
            List.of("ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-i", file.toString()),
            List.of("-vf", filter, "-f", "rawvideo", "-"));
    List<LumaPicture> pictures = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(ffmpeg.getInputStream(), 1 << 20)) {
      byte[] luma = in.readNBytes(width * height);
      while (luma.length == width * height) {
        pictures.add(new LumaPicture(width, height, luma));
        luma = in.readNBytes(width * height);
      }
    }
    if (ffmpeg.waitFor() != 0 || pictures.isEmpty()) {
      throw new BenchFailure("ffmpeg cannot decode the video " + file);
    }
    return pictures;
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

  /** Which picture is shown at a time; the clip begins anew at its end. */
  int at(double second) {
    double place = second % seconds / seconds;
    return Math.min(pictures.size() - 1, (int) (place * pictures.size()));
  }
}
