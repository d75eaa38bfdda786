package org.gatehouse.server.onboard;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gatehouse.server.config.bind.Keys;
import org.gatehouse.server.config.bind.Shown;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV sheet of cameras: UTF-8, comma, semicolon or tab, quoted fields, column names in the
 * first line. Pure; everything wrong is gathered with its line. For one sheet.
 */
final class SheetReader {
  private static final int LARGEST = 8 << 20;
  private static final int MOST_ROWS = 10_000;
  private static final int LONGEST_CELL = 2000;

  private final String name;
  private final List<String> problems = new ArrayList<>();
  private final List<@Nullable Column> header = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private SheetReader(String name) {
    this.name = name;
  }

  /** Reads {@code bytes}; messages call them {@code name}. */
  static Sheet read(String name, byte[] bytes) {
    SheetReader reader = new SheetReader(name);
    reader.decode(bytes);
    Set<Column> columns = new HashSet<>();
    for (Column column : reader.header) {
      if (column != null) {
        columns.add(column);
      }
    }
    return new Sheet(columns, reader.rows, reader.problems);
  }

  private void decode(byte[] bytes) {
    if (bytes.length > LARGEST) {
      problems.add(name + ": larger than 8 MiB; a sheet of cameras is not");
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add(name + ": not a text in UTF-8; save it as \"CSV UTF-8\"");
    }
  }

  private void parse(String text) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(false).get();
    long line = 1;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        take((int) line, records.next());
        line = parser.getCurrentLineNumber() + 1;
        if (rows.size() >= MOST_ROWS) {
          problems.add(name + ":" + line + ": more than " + MOST_ROWS + " cameras");
          return;
        }
      }
      if (header.isEmpty()) {
        problems.add(name + ": empty; the first line names the columns, id and url at least");
      }
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          name + ":" + line + ": a quoted field is not closed, or text follows its end quote");
    }
  }

  private static char delimiter(String text) {
    String first = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private void take(int line, CSVRecord fields) {
    if (header.isEmpty()) {
      readHeader(line, fields);
    } else if (fields.stream().anyMatch(field -> !field.isBlank())) {
      readRow(line, fields);
    }
  }

  private void readHeader(int line, CSVRecord fields) {
    for (String field : fields) {
      String key = field.strip().toLowerCase(Locale.ROOT).replace('_', '-');
      Column column = Column.of(key).orElse(null);
      if (column == null) {
        problems.add(name + ":" + line + ": " + unknownColumn(field.strip()));
      } else if (header.contains(column)) {
        problems.add(name + ":" + line + ": the column " + key + " stands here twice");
      }
      header.add(column);
    }
    for (Column needed : List.of(Column.ID, Column.URL)) {
      if (!header.contains(needed)) {
        problems.add(name + ":" + line + ": the column " + needed.key() + " is missing");
      }
    }
  }

  private static String unknownColumn(String seen) {
    return "unknown column "
        + Shown.text(seen)
        + Keys.nearest(seen, Column.keys())
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; known: " + String.join(", ", Column.keys()));
  }

  private void readRow(int line, CSVRecord fields) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    boolean whole = true;
    for (int i = 0; i < fields.size(); i++) {
      String text = fields.get(i).strip();
      Column column = i < header.size() ? header.get(i) : null;
      if (i >= header.size() && !text.isEmpty()) {
        problems.add(
            name
                + ":"
                + line
                + ": "
                + fields.size()
                + " fields where the first line names "
                + header.size()
                + " columns; a field with the delimiter in it must stand in quotes");
        whole = false;
        break;
      }
      if (column != null && !text.isEmpty()) {
        whole &= fits(line, column, text);
        cells.put(column, text);
      }
    }
    if (whole) {
      rows.add(new Row(line, cells));
    }
  }

  private boolean fits(int line, Column column, String text) {
    String fault =
        text.length() > LONGEST_CELL
            ? "longer than " + LONGEST_CELL + " characters"
            : text.chars().anyMatch(Character::isISOControl)
                ? "holds a line break or control character"
                : null;
    if (fault != null) {
      problems.add(name + ":" + line + ": column " + column.key() + ": " + fault);
    }
    return fault == null;
  }
}
