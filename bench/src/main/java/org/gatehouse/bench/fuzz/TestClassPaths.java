package org.gatehouse.bench.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/** Compiles tests and tells what they run with. One run of Maven for all modules. */
final class TestClassPaths {
  private static final int LAST_WORDS = 15;

  private final Path home;

  private TestClassPaths(Path home) {
    this.home = home;
  }

  /**
   * Compiles.
   *
   * @param modules below the project's root
   * @throws BenchFailure with Maven's last words if it fails
   */
  static TestClassPaths compile(Path home, List<Path> modules, Path log)
      throws IOException, InterruptedException {
    String names = modules.stream().map(Path::toString).collect(Collectors.joining(","));
    ProcessBuilder maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-ntp",
                "-pl",
                names,
                "-am",
                "test-compile",
                "dependency:build-classpath@test-classpath",
                "-Dspotless.check.skip=true")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int code;
    try {
      code = maven.start().waitFor();
    } catch (IOException e) {
      throw new BenchFailure(
          "the fuzz tests are compiled by Maven, and mvn cannot be started: " + e.getMessage());
    }
    if (code != 0) {
      throw new BenchFailure(
          "the fuzz tests do not compile; all of it is in %s; the last words:%n%s"
              .formatted(log, Launcher.tail(log, LAST_WORDS)));
    }
    return new TestClassPaths(home);
  }

  /** For {@code java -cp}. */
  String of(Path module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    return String.join(
        File.pathSeparator,
        target.resolve("test-classes").toString(),
        target.resolve("classes").toString(),
        Files.readString(target.resolve("test.classpath")).strip());
  }
}
