package org.gatehouse.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks up tests that documents name: {@code `SomeTest`}, {@code `SomeTest#method`}, and {@code
 * `#method`} for one more of the same class.
 */
final class NamedTests {
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*Test)?(?:#(\\w+))?`");

  /** The source of each test class, by its simple name. */
  private final Map<String, String> sources;

  private NamedTests(Map<String, String> sources) {
    this.sources = sources;
  }

  /** All tests of the project. */
  static NamedTests of(Path root) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files =
        Files.find(root, 20, (path, is) -> path.toString().endsWith("Test.java"))) {
      for (Path file : files.filter(f -> f.toString().contains("src/test/java")).toList()) {
        String name = file.getFileName().toString();
        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
    return new NamedTests(sources);
  }

  /** The names in a line of which there is no such test. */
  List<String> missing(String line) {
    List<String> missing = new ArrayList<>();
    String source = null;
    for (Matcher name = NAME.matcher(line); name.find(); ) {
      source = name.group(1) == null ? source : sources.get(name.group(1));
      String method = name.group(2);
      boolean named = name.group(1) != null || method != null;
      boolean there =
          source != null
              && (method == null || Pattern.compile("\\b" + method + "\\(").matcher(source).find());
      if (named && !there) {
        missing.add(name.group());
      }
    }
    return missing;
  }

  /** Whether a line names any test. */
  static boolean anyIn(String line) {
    return Pattern.compile("`[A-Z]\\w*Test(#\\w+)?`").matcher(line).find();
  }
}
