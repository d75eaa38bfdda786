package org.gatehouse.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running engine. Used by one thread. */
public final class EngineProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 20;

  /** It says so right after it is ready. */
  private static final String LINK = "#first-admin=";

  private static final int TAIL_LINES = 12;
  private static final int LOOKS = 20;
  private static final int LOOK_MILLIS = 100;

  private static final String FLAGS_VARIABLE = "GATEHOUSE_ENGINE_OPTS";

  private final Process process;
  private final URI url;
  private final Path log;

  EngineProcess(Process process, URI url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param folder where its log and ready file go
   * @throws BenchFailure if it ends or does not serve in time; the message holds its last words
   */
  public static EngineProcess start(Path config, Path folder, String secret)
      throws IOException, InterruptedException {
    return start(config, folder, secret, "");
  }

  /**
   * Starts it with further flags for its JVM, after those that the environment gives.
   *
   * @param flags split at blanks
   * @throws BenchFailure as {@link #start(Path, Path, String)}
   */
  public static EngineProcess start(Path config, Path folder, String secret, String flags)
      throws IOException, InterruptedException {
    return start(config, folder, secret, flags, Map.of());
  }

  /**
   * Starts it in another environment.
   *
   * @param environment variables beside those that this process has
   * @throws BenchFailure as {@link #start(Path, Path, String)}
   */
  public static EngineProcess start(
      Path config, Path folder, String secret, String flags, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path ready = folder.resolve("engine-ready.json");
    Files.deleteIfExists(ready);
    Path log = folder.resolve("engine.log");
    ProcessBuilder builder =
        Launcher.prepare(
            List.of("run", "--config", config.toString(), "--ready-file", ready.toString()));
    builder.environment().put(SiteFile.SECRET_VARIABLE, secret);
    builder.environment().merge(FLAGS_VARIABLE, flags, (given, more) -> given + " " + more);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    long deadline = System.nanoTime() + START.toNanos();
    while (!Files.exists(ready)) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new BenchFailure(
            "the engine ended with code %d before it served; its last words:%n%s"
                .formatted(process.exitValue(), Launcher.tail(log, TAIL_LINES)));
      }
      if (System.nanoTime() > deadline) {
        Launcher.stop(process, STOP_SECONDS);
        throw new BenchFailure(
            "the engine did not serve within %d s; its last words:%n%s"
                .formatted(START.toSeconds(), Launcher.tail(log, TAIL_LINES)));
      }
    }
    JsonNode told = new ObjectMapper().readTree(Files.readAllBytes(ready));
    return new EngineProcess(process, URI.create(told.path("url").asText()), log);
  }

  /** Where its page is, with a slash at the end. */
  public URI url() {
    return url;
  }

  /** The link to the first account, which it shows on its console; empty if it shows none. */
  public Optional<String> firstAdmin() throws IOException, InterruptedException {
    for (int tries = 0; tries < LOOKS; tries++) {
      Optional<String> found =
          Files.readAllLines(log).stream().filter(line -> line.contains(LINK)).findFirst();
      if (found.isPresent()) {
        return found.map(line -> line.substring(line.lastIndexOf(' ') + 1));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return Optional.empty();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Makes sure that it runs.
   *
   * @throws BenchFailure if it ended by itself; the message holds its last words
   */
  public void check() {
    if (!process.isAlive()) {
      throw new BenchFailure(
          "the engine ended by itself with code %d; its last words:%n%s"
              .formatted(process.exitValue(), Launcher.tail(log, TAIL_LINES)));
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it in order. */
  @Override
  public void close() {
    Launcher.stop(process, STOP_SECONDS);
  }
}
