package org.gatehouse.server.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs other programs to ask them something. */
@FunctionalInterface
interface Programs {
  /** How a program ended: its exit code and what it wrote. */
  record Answer(int code, String out, String err) {
    /** The first line that is not blank, of either output. */
    String firstLine() {
      return (out + "\n" + err).lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }
  }

  /** Runs {@code command} for at most {@code limit}; empty if there is no such program. */
  Optional<Answer> ask(List<String> command, Map<String, String> environment, Duration limit);

  /** Asks {@code command} for a few seconds. */
  default Optional<Answer> ask(String... command) {
    return ask(List.of(command), Map.of(), Duration.ofSeconds(20));
  }

  /** The real ones. Output goes through files, so that no pipe can fill and block. */
  static Optional<Answer> real(
      List<String> command, Map<String, String> environment, Duration limit) {
    try {
      Path out = Files.createTempFile("gatehouse-doctor", ".out");
      Path err = Files.createTempFile("gatehouse-doctor", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return Optional.of(finish(builder.start(), limit, out, err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Answer finish(Process process, Duration limit, Path out, Path err)
      throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Answer(124, "", "no answer within " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    int code = process.isAlive() ? 124 : process.exitValue();
    return new Answer(code, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
