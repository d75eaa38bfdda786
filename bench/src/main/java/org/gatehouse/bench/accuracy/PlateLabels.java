package org.gatehouse.bench.accuracy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.labels.CsvTable;
import org.gatehouse.bench.labels.PlateCell;

/** Reads {@code DIR/labels.csv}: {@code file,plate,x,y,w,h,quad}; columns are found by name. */
final class PlateLabels {
  private static final List<String> NEEDED = List.of("file", "plate");
  private static final String WANTED = "file,plate,x,y,w,h,quad";

  private PlateLabels() {}

  /**
   * The plates of each picture, in the file's order.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static SequencedMap<String, List<TruePlate>> read(Path folder) {
    return plates(CsvTable.read(folder.resolve("labels.csv"), NEEDED, WANTED));
  }

  static SequencedMap<String, List<TruePlate>> parse(List<String> lines, String name) {
    return plates(CsvTable.parse(lines, name, NEEDED, WANTED));
  }

  private static SequencedMap<String, List<TruePlate>> plates(CsvTable table) {
    SequencedMap<String, List<TruePlate>> pictures = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      String file = row.text("file");
      if (file.isEmpty()) {
        throw new BenchFailure(row.where() + ": no file is named");
      }
      List<TruePlate> plates = pictures.computeIfAbsent(file, none -> new ArrayList<>());
      String text = PlateCell.of(row.text("plate"));
      if (!text.isEmpty()) {
        plates.add(new TruePlate(text, box(row)));
      }
    }
    return pictures;
  }

  private static Optional<Box> box(CsvTable.Row row) {
    return row.text("x").isEmpty()
        ? Optional.empty()
        : Optional.of(new Box(row.number("x"), row.number("y"), row.number("w"), row.number("h")));
  }
}
