package org.gatehouse.bench.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.labels.CsvTable;
import org.gatehouse.bench.labels.PlateCell;

/** Reads {@code start_s,end_s,plate,max_plate_px,t80_s,kind}; columns are found by name. */
final class Labels {
  private static final String LEGIBLE = "t80_s";
  private static final List<String> NEEDED = List.of("start_s", "end_s", "plate");
  private static final String WANTED = "start_s,end_s,plate,max_plate_px,t80_s,kind";

  private Labels() {}

  /**
   * Reads a file.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static List<Label> read(Path file) {
    return labels(CsvTable.read(file, NEEDED, WANTED));
  }

  static List<Label> parse(List<String> lines, String name) {
    return labels(CsvTable.parse(lines, name, NEEDED, WANTED));
  }

  private static List<Label> labels(CsvTable table) {
    return table.rows().stream().map(Labels::label).toList();
  }

  private static Label label(CsvTable.Row row) {
    return new Label(
        row.number("start_s"),
        row.number("end_s"),
        PlateCell.of(row.text("plate")),
        row.text(LEGIBLE).isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(row.number(LEGIBLE)));
  }
}
