package org.gatehouse.bench.accuracy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.labels.CsvTable;

/** Reads {@code file,x,y,w,h,occlusion,invalid,blur}; columns are found by name. */
final class FaceLabels {
  private static final List<String> NEEDED = List.of("file", "x", "y", "w", "h", "invalid");
  private static final String WANTED = "file,x,y,w,h,occlusion,invalid,blur";

  private FaceLabels() {}

  /**
   * Faces by the name of their picture, in the file's order.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static Map<String, List<FaceLabel>> read(Path file) {
    return faces(CsvTable.read(file, NEEDED, WANTED));
  }

  static Map<String, List<FaceLabel>> parse(List<String> lines, String name) {
    return faces(CsvTable.parse(lines, name, NEEDED, WANTED));
  }

  private static Map<String, List<FaceLabel>> faces(CsvTable table) {
    Map<String, List<FaceLabel>> faces = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      faces.computeIfAbsent(row.text("file"), none -> new ArrayList<>()).add(label(row));
    }
    return faces;
  }

  private static FaceLabel label(CsvTable.Row row) {
    Box box = new Box(row.number("x"), row.number("y"), row.number("w"), row.number("h"));
    return new FaceLabel(box, row.number("invalid") != 0);
  }
}
