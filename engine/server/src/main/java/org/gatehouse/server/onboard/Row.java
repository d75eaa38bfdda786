package org.gatehouse.server.onboard;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One camera as cells of text; an absent cell is one that is empty. Not to be changed.
 *
 * @param line in the sheet or file, from 1
 */
public record Row(int line, Map<Column, String> cells) {
  /** Copies the map. */
  public Row {
    cells = new EnumMap<>(cells);
  }

  /** A row of nothing yet. */
  static Row empty(int line) {
    return new Row(line, new EnumMap<>(Column.class));
  }

  String cell(Column column) {
    return cells.getOrDefault(column, "");
  }

  String id() {
    return cell(Column.ID);
  }

  /** The same row with one other cell; an empty text takes it out. */
  Row with(Column column, String text) {
    Map<Column, String> more = new EnumMap<>(Column.class);
    more.putAll(cells);
    if (text.isEmpty()) {
      more.remove(column);
    } else {
      more.put(column, text);
    }
    return new Row(line, more);
  }

  /** What a cell holds: its words, its parts, or the cell itself; nothing if it is empty. */
  List<String> items(Column column) {
    String cell = cell(column);
    return switch (column.form()) {
      case TEXT, BARE -> cell.isEmpty() ? List.of() : List.of(cell);
      case LIST, ANALYTICS -> split(cell, "[\\s,;|]+");
      case PARTS -> split(cell.replaceAll("\\s+", " "), " ?[;|] ?");
    };
  }

  private static List<String> split(String cell, String between) {
    return Arrays.stream(cell.split(between, -1)).filter(item -> !item.isBlank()).toList();
  }

  /** Columns in which the other row holds something else. */
  List<Column> differences(Row other) {
    return Arrays.stream(Column.values())
        .filter(column -> !items(column).equals(other.items(column)))
        .toList();
  }
}
