package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts an analytics worker: polite ({@code nice}), without core dumps, its
 * native libraries unpacked into a folder of its own. Every step execs the next, so the process
 * that is started is the worker's JVM.
 */
public final class WorkerCommand {
  private static final String MODULE = "analytics/worker";
  private static final String MAIN = "org.gatehouse.analytics.worker.Main";

  private final Path home;
  private final String java;
  private final String extraFlags;
  private final @Nullable String instead;

  private WorkerCommand(Path home, String java, String extraFlags, @Nullable String instead) {
    this.home = home;
    this.java = java;
    this.extraFlags = extraFlags;
    this.instead = instead;
  }

  /**
   * The command of this installation: {@code GATEHOUSE_HOME} and {@code GATEHOUSE_JAVA} as the
   * launcher sets them; under the build's tests the system property {@code gatehouse.root}. Where
   * {@code GATEHOUSE_WORKER} names a program, that is started in place of the worker: it speaks the
   * worker's protocol for a bench.
   *
   * @throws ConfigException if the process was not started by the launcher
   */
  public static WorkerCommand of(Map<String, String> environment) {
    @Nullable String home =
        environment.getOrDefault("GATEHOUSE_HOME", System.getProperty("gatehouse.root"));
    if (home == null) {
      throw new ConfigException(
          "cannot find the analytics worker: GATEHOUSE_HOME is not set; start with ./gatehouse");
    }
    String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new WorkerCommand(
        Path.of(home),
        environment.getOrDefault("GATEHOUSE_JAVA", own),
        environment.getOrDefault("GATEHOUSE_WORKER_OPTS", ""),
        environment.get("GATEHOUSE_WORKER"));
  }

  /**
   * The words that start the worker's main class; its verb and arguments are to be appended.
   * Whoever runs it decides on priority, limits and where native libraries are unpacked.
   *
   * @throws ConfigException if the worker is not built
   */
  public List<String> base() {
    if (instead != null) {
      return List.of(instead);
    }
    List<String> words = new ArrayList<>();
    words.addAll(List.of(java, "--sun-misc-unsafe-memory-access=allow"));
    Stream.of(extraFlags.strip().split("\\s+")).filter(w -> !w.isEmpty()).forEach(words::add);
    words.addAll(List.of("-cp", classPath(), MAIN));
    return List.copyOf(words);
  }

  /**
   * The words of the command that runs {@code verb}, such as {@code worker} or {@code check}.
   * Further arguments may be appended.
   *
   * @param nativeCache folder that no other process uses at the same time
   * @throws ConfigException if the worker is not built
   */
  public List<String> words(Path nativeCache, String verb) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("/bin/sh", "-c", "ulimit -c 0; exec \"$@\"", "gatehouse-worker"));
    words.addAll(List.of("nice", "-n", "10", "env", "MALLOC_ARENA_MAX=2", java));
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dorg.bytedeco.javacpp.cachedir=" + nativeCache.toAbsolutePath(),
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx1g"));
    extraFlags.strip().lines().flatMap(l -> Stream.of(l.split(" +"))).forEach(words::add);
    words.removeIf(String::isEmpty);
    words.addAll(List.of("-cp", classPath(), MAIN, verb));
    return List.copyOf(words);
  }

  private String classPath() {
    Path target = home.resolve(MODULE).resolve("target");
    try {
      String dependencies = Files.readString(target.resolve("runtime.classpath")).strip();
      return own(target) + ":" + dependencies;
    } catch (IOException e) {
      throw new ConfigException(
          "the analytics worker is not built ("
              + target.resolve("runtime.classpath")
              + " is missing); run ./gatehouse --version to build it",
          e);
    }
  }

  /** The module's jar; during a build its classes, which come first. */
  private static Path own(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gatehouse-.*[0-9]\\.jar"))
          .findFirst()
          .orElse(target.resolve("classes"));
    }
  }
}
