package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;

/** Reads {@code file,x,y,w,h,occlusion,invalid,blur}; columns are found by name. */
final class FaceLabels {
  private static final String WANTED = "file,x,y,w,h,occlusion,invalid,blur";

  private FaceLabels() {}

  /**
   * Faces by the name of their picture, in the file's order.
   *
   * @throws BenchFailure if it cannot be read; the message names file and line
   */
  static Map<String, List<FaceLabel>> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new BenchFailure("cannot read the labels " + file + "; wanted are " + WANTED);
    }
    return parse(lines, file.toString());
  }

  static Map<String, List<FaceLabel>> parse(List<String> lines, String name) {
    if (lines.isEmpty()) {
      throw new BenchFailure("the labels " + name + " are empty; wanted are " + WANTED);
    }
    List<String> columns = Arrays.asList(lines.getFirst().replace("\uFEFF", "").split(",", -1));
    if (!columns.containsAll(List.of("file", "x", "y", "w", "h", "invalid"))) {
      throw new BenchFailure(
          "the labels %s have the columns %s; wanted are %s".formatted(name, columns, WANTED));
    }
    Map<String, List<FaceLabel>> faces = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String[] cells = lines.get(i).split(",", -1);
        String where = "the labels %s, line %d".formatted(name, i + 1);
        faces
            .computeIfAbsent(cell(cells, columns, "file", where), none -> new ArrayList<>())
            .add(label(cells, columns, where));
      }
    }
    return faces;
  }

  private static FaceLabel label(String[] cells, List<String> columns, String where) {
    Box box =
        new Box(
            number(cells, columns, "x", where),
            number(cells, columns, "y", where),
            number(cells, columns, "w", where),
            number(cells, columns, "h", where));
    return new FaceLabel(box, number(cells, columns, "invalid", where) != 0);
  }

  private static double number(String[] cells, List<String> columns, String column, String where) {
    String text = cell(cells, columns, column, where);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BenchFailure(
          "%s: %s is '%s', a number was expected".formatted(where, column, text));
    }
  }

  private static String cell(String[] cells, List<String> columns, String column, String where) {
    int at = columns.indexOf(column);
    if (at >= cells.length) {
      throw new BenchFailure(
          "%s has %d cells, %d were expected".formatted(where, cells.length, columns.size()));
    }
    return cells[at].strip();
  }
}
