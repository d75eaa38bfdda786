package org.gatehouse.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.BenchFailure;

/** Finds every fuzz test of a source tree, so that nobody has to keep a list. */
final class FuzzSources {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern MARK = Pattern.compile("(?m)^\\s*@FuzzTest\\b");
  private static final String ARGUMENTS = "(?:\\s*\\([^)]*\\))?";
  private static final Pattern METHOD =
      Pattern.compile(
          "(?m)^\\s*@FuzzTest\\b"
              + ARGUMENTS
              + "(?:\\s+@\\w+"
              + ARGUMENTS
              + ")*\\s+(?:\\w+\\s+)*?void\\s+(\\w+)\\s*\\(");

  private FuzzSources() {}

  /**
   * All of them, by module and name.
   *
   * @throws BenchFailure if there is no source tree, or no fuzz test in it
   */
  static List<FuzzTarget> find(Path home) throws IOException {
    Path pom = home.resolve("pom.xml");
    if (!Files.isReadable(pom)) {
      throw new BenchFailure(
          "there is no source tree to fuzz: "
              + pom
              + " is absent; run this in a checkout of Gatehouse's sources");
    }
    List<FuzzTarget> targets = new ArrayList<>();
    Matcher module = MODULE.matcher(Files.readString(pom));
    while (module.find()) {
      Path folder = Path.of(module.group(1).strip());
      Path tests = home.resolve(folder).resolve("src/test/java");
      if (Files.isDirectory(tests)) {
        for (Path source : sources(tests)) {
          targets.addAll(in(folder, source.getFileName().toString(), Files.readString(source)));
        }
      }
    }
    if (targets.isEmpty()) {
      throw new BenchFailure(
          "there is no source tree to fuzz: no module of " + pom + " has a method with @FuzzTest");
    }
    return targets;
  }

  private static List<Path> sources(Path tests) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Those of one source file. */
  static List<FuzzTarget> in(Path module, String file, String source) {
    List<FuzzTarget> targets = new ArrayList<>();
    Matcher named = PACKAGE.matcher(source);
    String folder = named.find() ? named.group(1) + "." : "";
    String type = folder + file.substring(0, file.length() - ".java".length());
    Matcher method = METHOD.matcher(source);
    while (method.find()) {
      targets.add(new FuzzTarget(module, type, method.group(1)));
    }
    long marks = MARK.matcher(source).results().count();
    if (marks != targets.size()) {
      throw new BenchFailure(
          "%s has %d methods with @FuzzTest, but only %d could be read; write them as void methods"
              .formatted(type, marks, targets.size()));
    }
    return targets;
  }
}
