package org.gatehouse.bench.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.bench.engine.BenchFailure;
import org.jspecify.annotations.Nullable;

/** Reads {@code start_s,end_s,plate,max_plate_px,t80_s,kind}; columns are found by name. */
final class Labels {
  private Labels() {}

  /**
   * Reads a file.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static List<Label> read(Path file) {
    try {
      return parse(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new BenchFailure("cannot read the labels " + file + ": " + e.getMessage());
    }
  }

  static List<Label> parse(List<String> lines, String name) {
    if (lines.isEmpty()) {
      throw new BenchFailure("the labels " + name + " are empty");
    }
    List<String> columns =
        Arrays.stream(lines.getFirst().replace("\uFEFF", "").split(",", -1))
            .map(String::strip)
            .toList();
    List<Label> labels = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        labels.add(label(lines.get(i).split(",", -1), columns, name + ", line " + (i + 1)));
      }
    }
    return labels;
  }

  private static Label label(String[] cells, List<String> columns, String where) {
    try {
      String legible = cell(cells, columns, "t80_s", "");
      return new Label(
          Double.parseDouble(cell(cells, columns, "start_s", null)),
          Double.parseDouble(cell(cells, columns, "end_s", null)),
          cell(cells, columns, "plate", null),
          legible.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(legible)));
    } catch (NumberFormatException e) {
      throw new BenchFailure("the labels " + where + ": " + e.getMessage());
    }
  }

  private static String cell(
      String[] cells, List<String> columns, String column, @Nullable String missing) {
    int at = columns.indexOf(column);
    if (at >= 0 && at < cells.length) {
      return cells[at].strip();
    }
    if (missing == null) {
      throw new BenchFailure(
          "the labels have no column "
              + column
              + "; wanted are start_s,end_s,plate,max_plate_px,t80_s,kind");
    }
    return missing;
  }
}
