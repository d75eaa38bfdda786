package org.gatehouse.server.onboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.onboard.Change.Kind;
import org.jspecify.annotations.Nullable;

/** Compares a sheet with what was applied before. Changes nothing. One thread. */
public final class Import {
  private final OpenSite site;
  private final Map<String, Row> before = new LinkedHashMap<>();

  /** Against the applied cameras of {@code site}. */
  public Import(OpenSite site) {
    this.site = site;
    AppliedCameras.rows(site).forEach(row -> before.put(row.id(), row));
  }

  /**
   * What applying the file would change.
   *
   * @param prune whether cameras that are not in the sheet go
   * @throws ConfigException with every mistake of the sheet, a line each
   */
  public Plan plan(Path csv, boolean prune) {
    return plan(csv.toString(), bytes(csv), prune);
  }

  Plan plan(String name, byte[] csv, boolean prune) {
    Sheet sheet = SheetReader.read(name, csv);
    Map<String, Secret> passwords = new HashMap<>();
    List<Row> rows = sheet.rows().stream().map(row -> whole(row, sheet, passwords)).toList();
    List<String> problems = new ArrayList<>(sheet.problems());
    if (sheet.columns().containsAll(Set.of(Column.ID, Column.URL))) {
      problems.addAll(mistakes(name, rows, passwords));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(
          String.join("\n", problems)
              + "\nnothing was applied: the sheet is taken whole or not at all");
    }
    Plan plan = compare(rows, passwords, prune);
    mistakes(name, plan.rows(), passwords).stream()
        .findFirst()
        .ifPresent(
            mistake -> {
              throw new ConfigException("together with the cameras applied before: " + mistake);
            });
    return plan;
  }

  /** What taking one camera out would change. */
  public Plan without(String id) {
    if (!before.containsKey(id)) {
      throw new ConfigException(
          "there is no applied camera '"
              + id
              + "'; a camera in the site's own file is removed there");
    }
    List<Row> rows = before.values().stream().filter(row -> !row.id().equals(id)).toList();
    return compare(rows, new HashMap<>(), true);
  }

  private static byte[] bytes(Path csv) {
    try {
      return Files.readAllBytes(csv);
    } catch (IOException e) {
      String reason =
          !Files.exists(csv)
              ? "there is no such file"
              : Files.isDirectory(csv) ? "it is a folder" : "it cannot be read: " + e;
      throw new ConfigException(csv + ": " + reason, e);
    }
  }

  /** With what columns that the sheet lacks said before, and its password as a reference. */
  private Row whole(Row row, Sheet sheet, Map<String, Secret> passwords) {
    Row old = before.get(row.id());
    Row made = row;
    if (old != null) {
      for (Map.Entry<Column, String> cell : old.cells().entrySet()) {
        if (!sheet.columns().contains(cell.getKey())) {
          made = made.with(cell.getKey(), cell.getValue());
        }
      }
    }
    String password = made.cell(Column.PASSWORD);
    if (!password.isEmpty() && !password.startsWith("env:") && !password.startsWith("file:")) {
      String reference = AppliedCameras.secretReference(row.id());
      passwords.put(reference, Secret.of(password));
      made = made.with(Column.PASSWORD, reference);
    }
    return made;
  }

  private List<String> mistakes(String name, List<Row> rows, Map<String, Secret> passwords) {
    try {
      site.check(
          name,
          RowNodes.of(rows),
          passwords,
          (line, column, path, message) -> worded(name, rows, line, path, message));
      return List.of();
    } catch (ConfigException e) {
      return String.valueOf(e.getMessage()).lines().toList();
    }
  }

  /** {@code cameras[5].analytics.kind} becomes {@code camera gate-5, column analytics}. */
  private static String worded(String name, List<Row> rows, int line, String path, String message) {
    int end = path.indexOf(']');
    if (!path.startsWith("cameras[") || end < 0) {
      return name + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
    String id = rows.get(Integer.parseInt(path.substring("cameras[".length(), end))).id();
    String key = path.substring(end + 1).replaceAll("\\[.*|^\\.", "");
    String column =
        switch (key) {
          case "analytics.kind", "analytics" -> "analytics";
          case "analytics.regions" -> "regions";
          default -> key;
        };
    return name
        + ":"
        + line
        + ": "
        + (id.isEmpty() || column.equals("id") ? "" : "camera " + id + ": ")
        + (column.isEmpty() ? "" : "column " + column + ": ")
        + message;
  }

  private Plan compare(List<Row> rows, Map<String, Secret> passwords, boolean prune) {
    Map<String, Row> after = new LinkedHashMap<>();
    Map<String, Row> wanted = new LinkedHashMap<>();
    rows.forEach(row -> wanted.put(row.id(), row));
    Map<String, Secret> toWrite = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    for (Row old : before.values()) {
      Row next = wanted.get(old.id());
      if (next != null) {
        changes.add(change(old, next, passwords, toWrite));
        after.put(old.id(), next);
      } else if (prune) {
        changes.add(new Change(old.id(), Kind.REMOVED, List.of()));
      } else {
        changes.add(new Change(old.id(), Kind.UNCHANGED, List.of()));
        after.put(old.id(), old);
      }
    }
    Set<String> known = new HashSet<>(before.keySet());
    for (Row row : rows) {
      if (known.add(row.id())) {
        changes.add(new Change(row.id(), Kind.ADDED, List.of()));
        after.put(row.id(), row);
        keep(row, passwords, toWrite);
      }
    }
    return new Plan(changes, List.copyOf(after.values()), toWrite);
  }

  private Change change(
      Row old, Row next, Map<String, Secret> passwords, Map<String, Secret> toWrite) {
    Set<String> keys =
        next.differences(old).stream()
            .map(Column::key)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    Secret password = passwords.get(next.cell(Column.PASSWORD));
    @Nullable Secret stored = password == null ? null : site.secret(next.cell(Column.PASSWORD));
    if (password != null && (stored == null || !password.equals(stored))) {
      keys.add(Column.PASSWORD.key());
      keep(next, passwords, toWrite);
    }
    return new Change(next.id(), keys.isEmpty() ? Kind.UNCHANGED : Kind.CHANGED, List.copyOf(keys));
  }

  private static void keep(Row row, Map<String, Secret> passwords, Map<String, Secret> toWrite) {
    Secret password = passwords.get(row.cell(Column.PASSWORD));
    if (password != null) {
      toWrite.put(row.cell(Column.PASSWORD), password);
    }
  }
}
