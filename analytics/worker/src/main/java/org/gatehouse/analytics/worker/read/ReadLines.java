package org.gatehouse.analytics.worker.read;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.PlateScan;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;

/** What a picture shows, as the fields of a JSON object. Pure. */
final class ReadLines {
  private ReadLines() {}

  static Map<String, Object> line(Path file, PlateScan scan, boolean withRejected) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", file.toString());
    line.put("plates", scan.plates().stream().map(ReadLines::plate).toList());
    if (withRejected) {
      line.put("rejected", scan.refused().stream().map(ReadLines::refused).toList());
    }
    return line;
  }

  private static Map<String, Object> plate(PlateCandidate found) {
    Map<String, Object> plate = new LinkedHashMap<>();
    plate.put("text", found.text());
    plate.put("confidence", rounded(found.confidence()));
    plate.put("characters", found.characters().stream().map(ReadLines::rounded).toList());
    plate.put("region", found.region());
    plate.put("kind", found.kind());
    place(plate, found.quad());
    return plate;
  }

  private static Map<String, Object> refused(PlateScan.Refused writing) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seen", writing.seen());
    line.put("near", writing.near());
    line.put("reason", reason(writing));
    place(line, writing.quad());
    return line;
  }

  /** For a person. */
  static String why(PlateScan.Refused writing) {
    String near = writing.near().isEmpty() ? "" : " (near " + writing.near() + ")";
    return "no plate: '" + writing.seen() + "'" + near + ", " + reason(writing);
  }

  private static String reason(PlateScan.Refused writing) {
    return writing.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void place(Map<String, Object> line, Quad quad) {
    Box bounds = quad.bounds();
    Map<String, Object> box = new LinkedHashMap<>();
    box.put("x", Math.round(bounds.x()));
    box.put("y", Math.round(bounds.y()));
    box.put("width", Math.round(bounds.width()));
    box.put("height", Math.round(bounds.height()));
    line.put("box", box);
    line.put("corners", corners(quad));
  }

  private static List<List<Integer>> corners(Quad quad) {
    return java.util.stream.IntStream.range(0, 4)
        .mapToObj(i -> List.of(Math.round(quad.x()[i]), Math.round(quad.y()[i])))
        .toList();
  }

  private static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }
}
