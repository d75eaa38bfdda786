package org.gatehouse.bench.fuzz;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fuzzes one target at a time in a process of its own: Jazzer cannot do two in one. Any number of
 * threads may use it, each for a target of its own.
 */
final class Fuzzer {
  /** An input that takes longer is a finding. */
  private static final int INPUT_SECONDS = 30;

  /** To start and to end, beyond the time for fuzzing. */
  private static final int SPARE_SECONDS = 240;

  private static final String QUIET =
      """
      <configuration>
        <appender name="E" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%level %logger %msg%n%nopex</pattern></encoder>
        </appender>
        <root level="ERROR"><appender-ref ref="E"/></root>
      </configuration>
      """;

  private final Path home;
  private final Path folder;
  private final TestClassPaths classPaths;
  private final int seconds;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * Creates one.
   *
   * @param folder for logs; it exists
   * @param seconds for each target
   */
  Fuzzer(Path home, Path folder, TestClassPaths classPaths, int seconds) {
    this.home = home;
    this.folder = folder;
    this.classPaths = classPaths;
    this.seconds = seconds;
  }

  /** Fuzzes for the time given, or until something is found. */
  FuzzOutcome run(FuzzTarget target) throws IOException, InterruptedException {
    Path module = home.resolve(target.module());
    Path log = folder.resolve(target.type() + "." + target.method() + ".log");
    Process process =
        new ProcessBuilder(command(target))
            .directory(module.toFile())
            .redirectErrorStream(true)
            .start();
    running.add(process);
    Executor late = CompletableFuture.delayedExecutor(seconds + SPARE_SECONDS, TimeUnit.SECONDS);
    late.execute(process::destroyForcibly);
    try {
      FuzzLog said = listen(process, log);
      return FuzzOutcome.of(target, said, process.waitFor(), kept(target, said), log);
    } finally {
      process.destroyForcibly();
      running.remove(process);
    }
  }

  private List<String> command(FuzzTarget target) throws IOException {
    Path quiet = Files.writeString(folder.resolve(target.type() + ".logback.xml"), QUIET);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+EnableDynamicAgentLoading",
        "-Xmx1g",
        "-Dio.netty.leakDetection.level=paranoid",
        "-Dio.netty.allocator.type=pooled",
        "-Dgatehouse.root=" + home,
        "-Dlogback.configurationFile=" + quiet,
        "-cp",
        classPaths.of(target.module()),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.type(),
        "--target_method=" + target.method(),
        "--instrumentation_includes=org.gatehouse.**",
        "-max_total_time=" + seconds,
        "-timeout=" + INPUT_SECONDS,
        "-print_final_stats=1");
  }

  private static FuzzLog listen(Process process, Path log) throws IOException {
    FuzzLog said = new FuzzLog();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.line(line);
        copy.write(line);
        copy.newLine();
      }
    }
    return said;
  }

  /** A reproducer belongs among the inputs that every test run replays, wherever it was written. */
  private @Nullable Path kept(FuzzTarget target, FuzzLog said) throws IOException {
    if (said.reproducer() == null) {
      return null;
    }
    Path written = home.resolve(target.module()).resolve(said.reproducer());
    Path inputs = home.resolve(target.module()).resolve(target.inputs());
    if (written.startsWith(inputs) || !Files.exists(written)) {
      return written;
    }
    Files.createDirectories(inputs);
    return Files.move(
        written, inputs.resolve(written.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Ends all that runs. */
  void stop() {
    running.forEach(Process::destroyForcibly);
  }
}
