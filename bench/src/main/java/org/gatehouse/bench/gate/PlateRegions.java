package org.gatehouse.bench.gate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which formats a video's plates are read by: what all verbs that play one ask in the same way. */
final class PlateRegions {
  private static final Set<String> NAMED = Set.of("CN", "EU", "US", "BR");

  @Option(
      names = "--regions",
      split = ",",
      description =
          "plate formats, as a gate would have them: CN, EU, US, BR, a country's code or GENERIC;"
              + " without it what the file's name says (gate-eu-1.mp4: EU), else CN")
  private List<String> regions = List.of();

  /** For this video. */
  List<String> of(Path video) {
    return regions.isEmpty() ? named(video) : regions;
  }

  /** What the words of a video's name say. */
  static List<String> named(Path video) {
    String name = String.valueOf(video.getFileName()).toUpperCase(Locale.ROOT);
    return Arrays.stream(name.split("[^A-Z]+", -1))
        .filter(NAMED::contains)
        .findFirst()
        .map(List::of)
        .orElse(List.of("CN"));
  }
}
