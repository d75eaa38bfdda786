package org.gatehouse.server.config.bind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.contract.config.ConfigException;

/** What is wrong with one file, gathered so that all of it can be told at once. One thread. */
final class Problems {
  private record Problem(Place place, String message) {}

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private Wording wording;

  Problems(String file) {
    this.file = file;
    this.wording = this::ofYaml;
  }

  String file() {
    return file;
  }

  void wording(Wording wanted) {
    wording = wanted;
  }

  void add(Place place, String message) {
    found.add(new Problem(place, message));
  }

  /** Throws all that was found, in the order of the file, if anything was. */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    String lines =
        found.stream()
            .sorted(
                Comparator.<Problem>comparingInt(p -> p.place().line())
                    .thenComparingInt(p -> p.place().column()))
            .map(this::line)
            .distinct()
            .collect(Collectors.joining("\n"));
    throw new ConfigException(lines);
  }

  private String line(Problem problem) {
    Place at = problem.place();
    return wording.of(at.line(), at.column(), at.path(), problem.message());
  }

  private String ofYaml(int line, int column, String path, String message) {
    String where = line == 0 ? file : file + ":" + line + ":" + column;
    return where + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
