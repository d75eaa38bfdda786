package org.gatehouse.camera.onvif;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm packages {@code onvif} and {@code node-onvif}; need Node.js. */
final class ForeignClients {
  private static final Path SOURCE = Path.of("src/test/npm");

  private final Path folder;

  private ForeignClients(Path folder) {
    this.folder = folder;
  }

  /** Installs them; without Node.js or a registry the test is skipped, or fails on CI. */
  static ForeignClients install() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/npm-onvif").toAbsolutePath());
    for (String file :
        List.of(
            ".npmrc",
            "package.json",
            "package-lock.json",
            "loopback.cjs",
            "onvif.cjs",
            "node-onvif.cjs")) {
      Files.write(folder.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
    }
    ForeignClients clients = new ForeignClients(folder);
    String said = "failed: no npm";
    try {
      said = clients.run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    } catch (IOException e) {
      said = "failed: " + e.getMessage();
    }
    if (said.startsWith("failed")) {
      missing(said);
    }
    return clients;
  }

  private static void missing(String what) {
    String message = "the npm packages onvif and node-onvif could not be installed: " + what;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    abort(message);
  }

  /** What a script printed. */
  String node(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve(command[0] + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve(command[0] + ".err").toFile());
    builder.environment().put("CAMERA_PASSWORD", "s&cret");
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "failed: no end within 120 s";
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? said : "failed with " + process.exitValue() + ": " + said;
  }
}
