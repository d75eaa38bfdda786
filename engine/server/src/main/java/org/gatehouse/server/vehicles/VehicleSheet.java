package org.gatehouse.server.vehicles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.server.config.bind.Keys;
import org.jspecify.annotations.Nullable;

/**
 * A CSV sheet of vehicles: UTF-8, comma, semicolon or tab, column names in the first line. It is
 * read row by row, so that a million rows need no memory. For one reading, by one thread.
 */
public final class VehicleSheet {
  private static final int MOST_PROBLEMS = 50;
  private static final int LONGEST_CELL = 2000;
  private static final int STEP = 1000;

  private final String file;
  private final Source source;
  private final double bytes;
  private final VehicleRow rows;
  private final List<String> problems = new ArrayList<>();
  private final List<VehicleColumn> header = new ArrayList<>();
  private long count;

  /** Where a sheet comes from. */
  @FunctionalInterface
  public interface Source {
    /** Its bytes, from the first on. */
    InputStream open() throws IOException;
  }

  /**
   * A sheet of a site.
   *
   * @param name as messages call it
   * @param bytes how long it is
   * @param zone in which times without an offset are meant
   * @param lanes names that may stand under lanes
   */
  VehicleSheet(String name, Source source, long bytes, ZoneId zone, Set<String> lanes) {
    this.file = name;
    this.source = source;
    this.bytes = Math.max(1, bytes);
    this.rows = new VehicleRow(zone, lanes);
  }

  /** A file. */
  public static VehicleSheet of(Path file, ListDesk lists) {
    try {
      return lists.sheet(file.toString(), () -> Files.newInputStream(file), Files.size(file));
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static ConfigException unreadable(String name, IOException e) {
    return new ConfigException("the sheet " + name + " cannot be read: " + e, e);
  }

  /** As messages call it. */
  String name() {
    return file;
  }

  /**
   * Reads all rows.
   *
   * @param each takes an entry; false if it took one of the same plate, kind and beginning before
   * @param progress told 0 to 1
   * @return how many rows there were
   * @throws ConfigException naming each row that is wrong, 50 at most
   */
  public long read(Predicate<ListEntry> each, DoubleConsumer progress) {
    try (CountedInput counted = new CountedInput(source.open())) {
      parse(counted, each, () -> progress.accept(Math.min(1, counted.count() / bytes)));
    } catch (CharacterCodingException e) {
      problems.add(file + ": not a text in UTF-8; save it as \"CSV UTF-8\"");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(
          String.join("\n", problems) + "\nnothing was changed: correct the sheet and try again");
    }
    return count;
  }

  private void parse(InputStream in, Predicate<ListEntry> each, Runnable progress)
      throws IOException {
    BufferedReader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    String first = text.readLine();
    if (first == null || first.isBlank()) {
      problems.add(file + ": empty; the first line names the columns, plate and kind at least");
      return;
    }
    String names = first.startsWith("\uFEFF") ? first.substring(1) : first;
    char delimiter = delimiter(names);
    names(names, delimiter);
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      rows(parser, each, progress);
    }
  }

  private void rows(CSVParser parser, Predicate<ListEntry> each, Runnable progress)
      throws IOException {
    long line = 2;
    try {
      Iterator<CSVRecord> records = parser.iterator();
      while (problems.size() < MOST_PROBLEMS && records.hasNext()) {
        CSVRecord record = records.next();
        row(line, record, each);
        line = parser.getCurrentLineNumber() + 2;
        if (record.getRecordNumber() % STEP == 0) {
          progress.run();
        }
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException coding) {
        throw coding;
      }
      problem(line, "a quoted field is not closed, or text follows its end quote");
    }
  }

  private void row(long line, CSVRecord record, Predicate<ListEntry> each) {
    try {
      Map<VehicleColumn, String> cells = cells(record);
      if (!cells.isEmpty()) {
        count++;
        ListEntry entry = rows.entry(cells);
        if (!each.test(entry)) {
          problem(
              line,
              "the plate %s stands above already as %s from the same time on"
                  .formatted(entry.plate(), entry.kind().name().toLowerCase(Locale.ROOT)));
        }
      }
    } catch (IllegalArgumentException e) {
      problem(line, String.valueOf(e.getMessage()));
    }
  }

  private Map<VehicleColumn, String> cells(CSVRecord record) {
    Map<VehicleColumn, String> cells = new EnumMap<>(VehicleColumn.class);
    for (int i = 0; i < record.size(); i++) {
      String text = record.get(i).strip();
      if (text.length() > LONGEST_CELL || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "field " + (i + 1) + " is too long, or holds a line break or control character");
      }
      if (i >= header.size() && !text.isEmpty()) {
        throw new IllegalArgumentException(
            "%d fields where the first line names %d columns; a field with the delimiter in it must stand in quotes"
                .formatted(record.size(), header.size()));
      }
      if (!text.isEmpty()) {
        cells.put(header.get(i), text);
      }
    }
    return cells;
  }

  private void problem(long line, String what) {
    problems.add(file + ":" + line + ": " + what);
  }

  private static char delimiter(String line) {
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      best = count(line, candidate) > count(line, best) ? candidate : best;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private void names(String line, char delimiter) throws IOException {
    for (String field : line.split(java.util.regex.Pattern.quote("" + delimiter), -1)) {
      String key = field.replace("\"", "").strip().toLowerCase(Locale.ROOT);
      @Nullable VehicleColumn column = VehicleColumn.of(key);
      if (column == null || header.contains(column)) {
        throw new ConfigException(file + ":1: " + (column == null ? unknown(key) : twice(key)));
      }
      header.add(column);
    }
    for (VehicleColumn needed : List.of(VehicleColumn.PLATE, VehicleColumn.KIND)) {
      if (!header.contains(needed)) {
        throw new ConfigException(file + ":1: the column " + needed.key() + " is missing");
      }
    }
  }

  private static String twice(String key) {
    return "the column " + key + " stands here twice";
  }

  private static String unknown(String seen) {
    String shown = seen.length() <= 40 ? seen : seen.substring(0, 40) + "…";
    return "unknown column '"
        + shown
        + "'"
        + Keys.nearest(seen, VehicleColumn.keys())
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; known: " + String.join(", ", VehicleColumn.keys()));
  }
}
