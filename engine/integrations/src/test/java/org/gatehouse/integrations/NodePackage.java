package org.gatehouse.integrations;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of somebody else's, from npm; needs Node.js.
 *
 * @param folder where it is installed
 */
public record NodePackage(Path folder) {
  private static final List<String> NPM =
      List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--omit=optional");

  /**
   * Installs it; without Node.js or a registry the test is skipped, or fails on CI.
   *
   * @param source where its package.json, package-lock.json and .npmrc lie
   * @param scripts files beside them that are run
   */
  public static NodePackage install(Path source, String name, String... scripts) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/" + name).toAbsolutePath());
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.write(folder.resolve(file), Files.readAllBytes(source.resolve(file)));
    }
    for (String file : scripts) {
      Files.write(folder.resolve(file), Files.readAllBytes(source.resolve(file)));
    }
    NodePackage installed = new NodePackage(folder);
    String said;
    try {
      said = installed.run(NPM, Map.of());
    } catch (IOException e) {
      said = "failed: " + e.getMessage();
    }
    if (said.startsWith("failed")) {
      missing(source, said);
    }
    return installed;
  }

  private static void missing(Path source, String what) {
    String message = "the npm packages of " + source + " could not be installed: " + what;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    abort(message);
  }

  /** Runs a command to its end; what it printed, or {@code failed} and why. */
  public String run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = folder.resolve(command.getFirst() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve(command.getFirst() + ".err").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "failed: no end within 120 s";
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? said : "failed with " + process.exitValue() + ": " + said;
  }
}
