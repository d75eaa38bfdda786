package org.gatehouse.bench.delivery;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/**
 * A process of the bench beside the engine: it says words with a value ({@code got 7}), the last of
 * each counts, and takes lines. Used by one thread.
 */
final class Child implements AutoCloseable {
  private static final int STOP_SECONDS = 20;
  private static final int FIRST_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final BufferedWriter in;
  private final Map<String, String> said = new ConcurrentHashMap<>();

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::listen);
  }

  /** Starts a hidden verb of this bench. */
  static Child start(List<String> arguments, Path log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = Launcher.prepare(arguments);
    // The engine is measured: what tries it leaves it the processors while code is compiled.
    builder.environment().putIfAbsent("GATEHOUSE_BENCH_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    builder.redirectError(log.toFile());
    return new Child(builder.start(), log);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", 2);
        said.put(words[0], words.length > 1 ? words[1] : "");
      }
    } catch (IOException e) {
      // It ended; alive() says so.
    }
  }

  /** Whether it has said that. */
  boolean said(String word) {
    check();
    return said.containsKey(word);
  }

  /** The number said last after a word; 0 before. */
  int number(String word) {
    check();
    return Integer.parseInt(said.getOrDefault(word, "0"));
  }

  /** Waits for the first value of a word. */
  String await(String word) throws InterruptedException {
    for (int tenths = 0; !said.containsKey(word); tenths++) {
      check();
      if (tenths > FIRST_SECONDS * 10) {
        throw new BenchFailure("nothing of '" + word + "':\n" + Launcher.tail(log, 12));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return said.getOrDefault(word, "");
  }

  /** Says a line to it. */
  void say(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  private void check() {
    if (!process.isAlive()) {
      throw new BenchFailure(
          "a process of the bench ended with code %d:%n%s"
              .formatted(process.exitValue(), Launcher.tail(log, 12)));
    }
  }

  /** Lets it finish its file. */
  @Override
  public void close() {
    try {
      in.close();
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It is gone, or does not listen: below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Launcher.stop(process, 1);
  }
}
