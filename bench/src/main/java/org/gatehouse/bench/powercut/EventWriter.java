package org.gatehouse.bench.powercut;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/** The process that appends events, and what it was told is safe. Used by one thread. */
final class EventWriter implements AutoCloseable {
  private static final int FIRST_SECONDS = 60;

  private final Process process;
  private final Thread reader;
  private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

  /** An event that the log said it has, not later than {@code nanos}. */
  record Acknowledged(UUID id, long nanos) {}

  private EventWriter(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts it and waits for its first event. */
  static EventWriter start(Path data, Path log, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command =
        Launcher.prepare(List.of("bench", "event-writer", "--data=" + data)).command();
    return start(command, log, environment);
  }

  /** Starts it by another command. */
  static EventWriter start(List<String> command, Path log, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("GATEHOUSE_NO_BUILD", "1");
    builder.environment().putAll(environment);
    EventWriter writer = new EventWriter(builder.start());
    for (int tenths = 0; writer.acknowledged.isEmpty(); tenths++) {
      if (!writer.process.isAlive() || tenths > FIRST_SECONDS * 10) {
        writer.close();
        throw new BenchFailure("no event could be written:\n" + Launcher.tail(log, 12));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return writer;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 2) {
          acknowledged.add(new Acknowledged(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
        }
      }
    } catch (IOException | IllegalArgumentException killed) {
      // The last line was cut off with the process: it was not acknowledged.
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does; says what it had acknowledged. */
  List<Acknowledged> kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
    return List.copyOf(acknowledged);
  }

  /** How many so far. */
  int count() {
    return acknowledged.size();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
