package org.gatehouse.analytics.protocol.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.ResidentSet;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's operating-system process. Its standard input stays open as long as the engine lives:
 * the end of it is the worker's sign to exit. Thread-safe.
 */
final class WorkerProcess implements WorkerBody {
  private static final Logger LOG = LoggerFactory.getLogger("org.gatehouse.analytics.worker");

  /** What it wrote last is in the pipe when it ends; a child of its own could keep that open. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Process process;
  private final Thread reader;
  private volatile String lastLine = "";
  private volatile @Nullable WorkerEnd crash;
  private volatile Runnable whenCrashing = () -> {};

  private WorkerProcess(Process process, Ticker ticker) {
    this.process = process;
    this.reader =
        Thread.ofVirtual().name("worker-log-" + process.pid()).unstarted(() -> log(ticker));
  }

  /** Starts it, tells it the token, and begins to log what it writes. */
  static WorkerProcess start(List<String> command, String token, Ticker ticker) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.redirectErrorStream(true);
    WorkerProcess worker = new WorkerProcess(builder.start(), ticker);
    worker.reader.start();
    worker.tell(token);
    return worker;
  }

  private void tell(String token) {
    try {
      process.getOutputStream().write((token + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It ended already; its exit is reported in the one place for that.
      LOG.debug("worker {} took no token", pid(), e);
    }
  }

  private void log(Ticker ticker) {
    LineFolder folder = new LineFolder(ticker.nanos());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        if (line.startsWith("#")) {
          crashing(line.substring(1).strip());
          continue;
        }
        lastLine = line;
        String told = folder.accept(line, ticker.nanos());
        if (told != null) {
          LOG.info("[{}] {}", pid(), told);
        }
      }
    } catch (IOException e) {
      LOG.debug("output of worker {} ended", pid(), e);
    }
  }

  /** A line of the JVM's last words; the whole report is in a file of its own. */
  private void crashing(String line) {
    LOG.debug("[{}] {}", pid(), line);
    if (line.startsWith("SIG")) {
      crash = WorkerEnd.crashed(line);
      whenCrashing.run();
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public String name() {
    return Long.toString(pid());
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for the process to end, but not longer than that, and for its last words; an interrupt
   * ends the wait, too.
   */
  void awaitEnd(Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        awaitLastWords();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onExit(Runnable command) {
    Thread.ofVirtual()
        .name("worker-exit-" + pid())
        .start(
            () -> {
              process.onExit().join();
              awaitLastWords();
              command.run();
            });
  }

  private void awaitLastWords() {
    try {
      reader.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onCrash(Runnable command) {
    whenCrashing = command;
  }

  @Override
  public WorkerEnd end() {
    WorkerEnd crashing = crash;
    if (crashing != null) {
      return crashing;
    }
    return process.isAlive()
        ? new WorkerEnd("runs", false, 0)
        : WorkerEnd.exited(process.exitValue(), lastLine);
  }

  /** The same for a person. */
  String ending() {
    return end().words();
  }

  @Override
  public long residentBytes() {
    return ResidentSet.ofProcess(pid());
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }
}
