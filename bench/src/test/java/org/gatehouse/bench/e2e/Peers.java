package org.gatehouse.bench.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Programs that nobody here wrote, as the other side of the end-to-end tests. */
final class Peers {
  private Peers() {}

  /** The project's root. */
  static Path root() {
    return Path.of(System.getProperty("gatehouse.root", ".."));
  }

  /** A file of the evaluation data; without it the test is skipped and says so. */
  static Path data(String file) {
    String elsewhere = System.getenv("GATEHOUSE_DATA");
    Path folder = elsewhere == null ? root().resolve("../shared/data") : Path.of(elsewhere);
    Path path = folder.resolve(file).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new TestAbortedException("skipped: the evaluation data is absent (" + path + ")");
    }
    return path;
  }

  /** A peer that is missing: skipped, or a failure on CI. */
  static void missing(String what) {
    String message = what + " is missing; ./gatehouse test installs it when it may";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(message);
    }
    throw new TestAbortedException("skipped: " + message);
  }

  /** Runs a command to its end and returns all that it said. */
  static String run(Path folder, List<String> command, int seconds) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    Lines lines = new Lines(process);
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end within " + seconds + " s: " + lines.all());
    }
    lines.join();
    if (process.exitValue() != 0) {
      throw new AssertionError(
          command + " ended with " + process.exitValue() + ":\n" + String.join("\n", lines.all()));
    }
    return String.join("\n", lines.all());
  }

  /** What a process says, line by line, read on a thread of its own. */
  static final class Lines {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Thread thread;

    Lines(Process process) {
      thread = Thread.ofVirtual().start(() -> read(process));
    }

    private void read(Process process) {
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        reader.lines().forEach(all::add);
      } catch (UncheckedIOException | IOException e) {
        all.add("(cut off: " + e.getMessage() + ")");
      }
    }

    List<String> all() {
      return List.copyOf(all);
    }

    void join() throws InterruptedException {
      thread.join();
    }
  }
}
