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
  private static final List<String> BOX = List.of("x", "y", "w", "h");
  private static final String WANTED = "file,x,y,w,h,occlusion,invalid,blur";

  private FaceLabels() {}

  /**
   * Faces by the name of their picture, in the file's order. A row without a place is of a picture
   * without a face.
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
      String file = row.text("file");
      if (file.isEmpty()) {
        throw new BenchFailure(row.where() + ": no file is named");
      }
      List<FaceLabel> labels = faces.computeIfAbsent(file, none -> new ArrayList<>());
      if (!row.lacks(BOX)) {
        labels.add(label(row));
      }
    }
    return faces;
  }

  private static FaceLabel label(CsvTable.Row row) {
    Box box = new Box(row.number("x"), row.number("y"), row.number("w"), row.number("h"));
    boolean invalid = !row.text("invalid").isEmpty() && row.number("invalid") != 0;
    return new FaceLabel(box, invalid);
  }
}
