package org.gatehouse.bench.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.BenchFailure;

/**
 * What ffprobe finds in all files of a folder of recordings.
 *
 * @param unplayable files that it complains of, or that have no length
 * @param durationErrorPercent the largest difference of any camera between what its files last and
 *     what it sent
 */
record Playability(int files, int unplayable, double durationErrorPercent) {
  private static final double ALL = 100;
  private static final Pattern SECONDS = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  /** Looks at every file below {@code recorded}, whose folders are the cameras in their order. */
  static Playability of(Path recorded, List<Double> playedSeconds)
      throws IOException, InterruptedException {
    Map<String, Double> lengths = new TreeMap<>();
    int unplayable = 0;
    List<Path> files;
    try (Stream<Path> walk = Files.walk(recorded)) {
      files = walk.filter(path -> path.toString().endsWith(".mp4")).toList();
    }
    for (Path file : files) {
      double seconds = seconds(file);
      unplayable += seconds > 0 ? 0 : 1;
      lengths.merge(recorded.relativize(file).getName(0).toString(), seconds, Double::sum);
    }
    double error = error(List.copyOf(lengths.values()), playedSeconds);
    return new Playability(files.size(), unplayable, error);
  }

  /** The largest error in percent; all of it if a camera has no files. */
  static double error(List<Double> recorded, List<Double> played) {
    double worst = recorded.size() == played.size() ? 0 : ALL;
    for (int i = 0; i < Math.min(recorded.size(), played.size()); i++) {
      double error = Math.abs(recorded.get(i) - played.get(i)) / played.get(i);
      worst = Math.max(worst, error * ALL);
    }
    return worst;
  }

  /** How long it plays; 0 if ffprobe complains of anything. */
  private static double seconds(Path file) throws IOException, InterruptedException {
    Process probe;
    try {
      probe =
          new ProcessBuilder(
                  List.of(
                      "ffprobe",
                      "-v",
                      "error",
                      "-show_entries",
                      "format=duration",
                      "-of",
                      "csv=p=0",
                      file.toString()))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new BenchFailure("bench record needs ffprobe: apt-get install ffmpeg");
    }
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    boolean good = probe.waitFor() == 0 && SECONDS.matcher(said).matches();
    return good ? Double.parseDouble(said) : 0;
  }
}
