package org.gatehouse.bench.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of {@code /metrics}. */
final class EngineCounters {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)\\{(?:[^}]*,)?camera=\"([^\"]*)\"[^}]*}\\s+(\\S+).*");

  private EngineCounters() {}

  /** The value of a name without labels. */
  static OptionalDouble single(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
        .findFirst();
  }

  /** The values of one name, whatever its labels. */
  static List<Double> series(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  /** The values of one name, added up for each label {@code camera}; other lines are left out. */
  static Map<String, Long> byCamera(String metrics, String name) {
    Map<String, Long> values = new HashMap<>();
    metrics
        .lines()
        .filter(text -> text.startsWith(name))
        .forEach(
            text -> {
              Matcher line = LINE.matcher(text);
              if (line.matches() && line.group(1).equals(name)) {
                values.merge(line.group(2), (long) Double.parseDouble(line.group(3)), Long::sum);
              }
            });
    return values;
  }
}
