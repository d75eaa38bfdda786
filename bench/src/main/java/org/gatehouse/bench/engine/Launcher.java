package org.gatehouse.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code ./gatehouse} with arguments, away from the terminal's Ctrl-C. */
public final class Launcher {
  private Launcher() {}

  /** The project's root. */
  public static Path home() {
    String home = System.getenv("GATEHOUSE_HOME");
    return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
  }

  /** A process that is not started yet. */
  public static ProcessBuilder prepare(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (hasSetsid()) {
      command.add("setsid");
    }
    command.add(home().resolve("gatehouse").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GATEHOUSE_NO_BUILD", "1");
    return builder;
  }

  /** Ends a process in order, and by force when it does not within the seconds given. */
  public static void stop(Process process, int seconds) {
    process.destroy();
    try {
      if (!process.waitFor(seconds, java.util.concurrent.TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The last lines of a log, for a message. */
  public static String tail(Path log, int lines) {
    try (InputStream in = Files.newInputStream(log)) {
      List<String> all =
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  private static boolean hasSetsid() {
    return Files.isExecutable(Path.of("/usr/bin/setsid"));
  }
}
