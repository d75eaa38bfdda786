package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others that tests run. */
final class Programs {
  private Programs() {}

  /**
   * Installs npm packages; without Node.js or a registry the test is skipped, or fails on CI.
   *
   * @param source folder of {@code src/test} with package.json, package-lock.json and .npmrc
   * @param name of the folder below {@code target} that is the result
   * @param scripts files beside them that are run
   */
  static Path npm(String source, String name, String... scripts) throws Exception {
    Path from = Path.of("src/test").resolve(source);
    Path work = Files.createDirectories(Path.of("target").resolve(name).toAbsolutePath());
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.write(work.resolve(file), Files.readAllBytes(from.resolve(file)));
    }
    for (String file : scripts) {
      Files.write(work.resolve(file), Files.readAllBytes(from.resolve(file)));
    }
    try {
      run(work, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    } catch (AssertionError | IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      abort("the npm packages could not be installed: " + e.getMessage());
    }
    return work;
  }

  /** What a program printed; it has to end well. */
  static String run(Path where, String... command) throws Exception {
    Path output = Files.createTempFile(where, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(200, TimeUnit.SECONDS)).as(command[0]).isTrue();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as("%s: %s", command[0], said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
