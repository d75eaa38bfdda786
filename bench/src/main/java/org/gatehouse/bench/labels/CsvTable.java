package org.gatehouse.bench.labels;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.bench.engine.BenchFailure;

/** A table whose first line names its columns; cells may stand in quotes. Immutable. */
public final class CsvTable {
  private static final Pattern CELL =
      Pattern.compile("\\h*+\"((?:[^\"]++|\"\")*+)\"\\h*+(?:,|$)|([^,]*+)(?:,|$)");

  private final List<Row> rows;

  private CsvTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @param needed columns that it must have
   * @param wanted all columns, for the message
   * @throws BenchFailure if it cannot be read or lacks a column; the message names the file
   */
  public static CsvTable read(Path file, List<String> needed, String wanted) {
    try {
      return parse(Files.readAllLines(file), file.toString(), needed, wanted);
    } catch (CharacterCodingException e) {
      throw new BenchFailure("the labels " + file + " are no text in UTF-8");
    } catch (IOException e) {
      throw new BenchFailure(
          "cannot read the labels %s: %s; wanted are %s".formatted(file, e.getMessage(), wanted));
    }
  }

  /**
   * Reads lines.
   *
   * @param name of the file, for messages
   * @throws BenchFailure as {@link #read}
   */
  public static CsvTable parse(
      List<String> lines, String name, List<String> needed, String wanted) {
    if (lines.isEmpty()) {
      throw new BenchFailure("the labels " + name + " are empty; wanted are " + wanted);
    }
    List<String> columns = cells(lines.getFirst().replace("\uFEFF", ""));
    if (!columns.containsAll(needed)) {
      throw new BenchFailure(
          "the labels %s have the columns %s; wanted are %s".formatted(name, columns, wanted));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String where = "the labels %s, line %d".formatted(name, i + 1);
        rows.add(new Row(where, columns, cells(lines.get(i))));
      }
    }
    return new CsvTable(rows);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line);
    while (cell.lookingAt()) {
      String quoted = cell.group(1);
      cells.add((quoted == null ? cell.group(2) : quoted.replace("\"\"", "\"")).strip());
      if (cell.end() >= line.length()) {
        break;
      }
      cell.region(cell.end(), line.length());
    }
    return cells;
  }

  /** The rows below the first, without blank ones. */
  public List<Row> rows() {
    return rows;
  }

  /**
   * One of its rows.
   *
   * @param where file and line, for messages
   */
  public record Row(String where, List<String> columns, List<String> cells) {
    /** Copies the lists. */
    public Row {
      columns = List.copyOf(columns);
      cells = List.copyOf(cells);
    }

    /** What stands in a column, without blanks around it; empty if nothing does. */
    public String text(String column) {
      int at = columns.indexOf(column);
      return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    /** Whether nothing stands in any of those columns. */
    public boolean lacks(List<String> some) {
      return some.stream().allMatch(column -> text(column).isEmpty());
    }

    /**
     * The number in a column.
     *
     * @throws BenchFailure if there is none; the message names file and line
     */
    public double number(String column) {
      if (columns.indexOf(column) >= cells.size()) {
        throw new BenchFailure(
            "%s has %d cells, %d were expected".formatted(where, cells.size(), columns.size()));
      }
      String text = text(column);
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new BenchFailure(
            "%s: %s is '%s', a number was expected".formatted(where, column, text));
      }
    }
  }
}
