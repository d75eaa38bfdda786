package org.gatehouse.integrations.webhook;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.integrations.Samples;

/** The npm package {@code standardwebhooks} as an independent receiver; needs Node.js. */
final class NodeVerifier {
  private static final Path SOURCE = Path.of("src/test/npm");

  private final Path folder;

  private NodeVerifier(Path folder) {
    this.folder = folder;
  }

  /** Installs the package; without Node.js or a registry the test is skipped, or fails on CI. */
  static NodeVerifier install() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/npm-verifier").toAbsolutePath());
    for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
      Files.write(folder.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
    }
    Files.write(folder.resolve(".npmrc"), Files.readAllBytes(SOURCE.resolve(".npmrc")));
    String said;
    try {
      said =
          run(
              folder,
              List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"),
              Map.of());
    } catch (IOException e) {
      said = "failed: " + e.getMessage();
    }
    if (said.startsWith("failed")) {
      missing(said);
    }
    return new NodeVerifier(folder);
  }

  /** The ids of what was verified, or {@code REFUSED reason}, one for each request. */
  List<String> verify(List<Receiver.Request> requests) throws Exception {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Receiver.Request request : requests) {
      lines.append(json.writeValueAsString(request)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("requests.jsonl"), lines);
    String said =
        run(
            folder,
            List.of("node", "verify.mjs", file.toString()),
            Map.of("WEBHOOK_SECRET", Samples.SECRET_TEXT));
    return said.lines().toList();
  }

  private static void missing(String what) {
    String message = "the npm package standardwebhooks could not be installed: " + what;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    abort(message);
  }

  private static String run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    File output = folder.resolve(command.getFirst() + ".out").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output)
            .redirectError(folder.resolve(command.getFirst() + ".err").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "failed: no end within 120 s";
    }
    String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? said : "failed with " + process.exitValue() + ": " + said;
  }
}
