package org.gatehouse.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one run of a bench verb. Filled by one thread, then shown. */
public final class BenchReport {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String verb;
  private final Instant time;
  private final MachineLoad before;
  private final Map<String, @Nullable Object> figures = new LinkedHashMap<>();
  private final List<String[]> rows = new ArrayList<>();

  /**
   * Of a verb that starts now.
   *
   * @param before the machine's load before it
   */
  public BenchReport(String verb, Instant time, MachineLoad before) {
    this.verb = verb;
    this.time = time;
    this.before = before;
  }

  /**
   * Adds a figure.
   *
   * @param key of the JSON object, camelCase
   * @param label for the table
   * @param value a number, text or null for "none"
   */
  public BenchReport put(String key, String label, @Nullable Object value) {
    figures.put(key, value);
    rows.add(new String[] {label, value == null ? "-" : text(value)});
    return this;
  }

  /**
   * Adds a figure of several parts.
   *
   * @param key of the JSON object, camelCase
   * @param label for the table
   * @param parts an object of its own
   * @param text of them for the table
   */
  public BenchReport put(String key, String label, Map<String, ?> parts, String text) {
    figures.put(key, parts);
    rows.add(new String[] {label, text});
    return this;
  }

  /**
   * Adds a figure that was measured several times: its median, and beside it as {@code keySpread}
   * the least and the most.
   *
   * @param value null for "none"
   */
  public BenchReport put(String key, String label, @Nullable Repeated value) {
    if (value == null) {
      return put(key, label, (Object) null);
    }
    figures.put(key, value.median());
    if (value.times() > 1) {
      figures.put(key + "Spread", List.of(value.least(), value.most()));
    }
    rows.add(new String[] {label, value.text()});
    return this;
  }

  /** Adds a line to the table that is no figure of the JSON object. */
  public BenchReport note(String label, String text) {
    rows.add(new String[] {label, text});
    return this;
  }

  private static String text(Object value) {
    return value instanceof Double d ? String.format(Locale.ROOT, "%.2f", d) : value.toString();
  }

  /** The table, machine first. */
  public List<String> table(MachineLoad after) {
    List<String[]> all = new ArrayList<>(rows);
    all.add(new String[] {"machine before", before.text()});
    all.add(new String[] {"machine after", after.text()});
    int wide = all.stream().mapToInt(row -> row[0].length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add("bench " + verb);
    for (String[] row : all) {
      lines.add("  " + row[0] + " ".repeat(wide - row[0].length() + 2) + row[1]);
    }
    return lines;
  }

  /** One object on one line. */
  public String json() {
    try {
      return new ObjectMapper().writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes figures, verb, time and machine to a new file of the folder. */
  public Path write(Path folder, MachineLoad after) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("verb", verb);
    all.put("time", time.toString());
    all.put("before", before.fields());
    all.put("after", after.fields());
    all.put("figures", figures);
    Files.createDirectories(folder);
    Path file = folder.resolve(verb.replace(' ', '-') + "-" + FILE_TIME.format(time) + ".json");
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return Files.write(file, json.writeValueAsBytes(all));
  }
}
