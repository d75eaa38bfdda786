package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;

/** Reads {@code DIR/labels.csv}: {@code file,plate,x,y,w,h,quad}; columns are found by name. */
final class PlateLabels {
  private static final String WANTED = "file,plate,x,y,w,h,quad";
  private static final Pattern CELL =
      Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)|([^,]*)(?:,|$)");

  private PlateLabels() {}

  /**
   * The plates of each picture, in the file's order.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static SequencedMap<String, List<TruePlate>> read(Path folder) {
    Path file = folder.resolve("labels.csv");
    try {
      return parse(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new BenchFailure("cannot read the labels " + file + ": " + e.getMessage());
    }
  }

  static SequencedMap<String, List<TruePlate>> parse(List<String> lines, String name) {
    SequencedMap<String, List<TruePlate>> pictures = new LinkedHashMap<>();
    List<String> columns =
        lines.isEmpty() ? List.of() : cells(lines.getFirst().replace("\uFEFF", ""));
    if (!columns.contains("file") || !columns.contains("plate")) {
      throw new BenchFailure("the labels " + name + " have not the columns " + WANTED);
    }
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(pictures, row(columns, cells(lines.get(i))), name + ", line " + (i + 1));
      }
    }
    return pictures;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line);
    while (cell.lookingAt()) {
      cells.add(
          cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2).strip());
      if (cell.end() >= line.length()) {
        break;
      }
      cell.region(cell.end(), line.length());
    }
    return cells;
  }

  private static Map<String, String> row(List<String> columns, List<String> cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return row;
  }

  private static void add(
      Map<String, List<TruePlate>> pictures, Map<String, String> row, String where) {
    String file = row.getOrDefault("file", "");
    if (file.isEmpty()) {
      throw new BenchFailure("the labels " + where + ": no file is named");
    }
    List<TruePlate> plates = pictures.computeIfAbsent(file, f -> new ArrayList<>());
    String text = row.getOrDefault("plate", "");
    if (!text.isEmpty()) {
      plates.add(new TruePlate(text, box(row, where)));
    }
  }

  private static Optional<Box> box(Map<String, String> row, String where) {
    if (row.getOrDefault("x", "").isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Box(number(row, "x"), number(row, "y"), number(row, "w"), number(row, "h")));
    } catch (NumberFormatException e) {
      throw new BenchFailure("the labels " + where + ": x, y, w, h must be numbers or all empty");
    }
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, ""));
  }
}
