package org.gatehouse.bench.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/**
 * When each passage's plate can first be read: an exhaustive pass of the reader over every picture
 * of the passages, in a process of its own. Used by one thread.
 */
final class EveryPicture {
  /** A plate that is not read by then is never read first by a lane either. */
  private static final double LONGEST_SECONDS = 8;

  private EveryPicture() {}

  /**
   * By passage the second of the first picture that is read exactly; without those never read so.
   *
   * @throws BenchFailure if the film cannot be read
   */
  static Map<Label, Double> firstReads(Path video, List<String> regions, List<Label> labels)
      throws IOException, InterruptedException {
    Process process =
        Launcher.prepare(arguments(video, regions, labels))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader in = process.inputReader()) {
      ObjectMapper json = new ObjectMapper();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(json.readTree(line));
      }
      if (process.waitFor() != 0) {
        throw new BenchFailure("the pictures of " + video + " cannot be read one by one");
      }
    } finally {
      process.destroy();
    }
    return firstReads(labels, lines);
  }

  private static List<String> arguments(Path video, List<String> regions, List<Label> labels) {
    List<String> parts =
        labels.stream()
            .map(
                label ->
                    String.format(
                        Locale.ROOT,
                        "%.2f-%.2f",
                        label.startSeconds(),
                        Math.min(label.endSeconds(), label.startSeconds() + LONGEST_SECONDS)))
            .toList();
    return List.of(
        "read-film",
        video.toString(),
        "--regions",
        String.join(",", regions),
        "--between",
        String.join(",", parts));
  }

  static Map<Label, Double> firstReads(List<Label> labels, List<JsonNode> lines) {
    Map<Label, Double> first = new HashMap<>();
    for (Label label : labels) {
      for (JsonNode line : lines) {
        double at = line.path("s").asDouble();
        if (at >= label.startSeconds() && at <= label.endSeconds() && shows(line, label)) {
          first.merge(label, at, Math::min);
        }
      }
    }
    return first;
  }

  private static boolean shows(JsonNode line, Label label) {
    for (JsonNode plate : line.path("plates")) {
      if (plate.asText().equals(label.plate())) {
        return true;
      }
    }
    return false;
  }
}
