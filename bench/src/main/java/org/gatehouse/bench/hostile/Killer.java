package org.gatehouse.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineStatus;

/** Kills workers that have lanes, each as soon as there is another one ready. One thread. */
final class Killer {
  private static final Pattern WORKER = Pattern.compile("analytics worker (\\d+) has");
  private static final String READY = "a spare stands by";
  private static final int PATIENCE_SECONDS = 120;
  private static final int LONGEST_PAUSE_MILLIS = 3_000;

  /** Without a spare: so that the lanes were looked at before the next kill. */
  private static final int SETTLE_MILLIS = 2_000;

  private final EngineStatus status;
  private final boolean spare;
  private final RandomGenerator random;
  private final Terminal terminal;

  Killer(EngineStatus status, boolean spare, RandomGenerator random, Terminal terminal) {
    this.status = status;
    this.spare = spare;
    this.random = random;
    this.terminal = terminal;
  }

  /**
   * Kills so many, one after the other.
   *
   * @return epoch milliseconds of each
   */
  List<Long> kill(int count) throws InterruptedException {
    List<Long> moments = new ArrayList<>();
    while (moments.size() < count) {
      List<Long> workers = awaitWorkers(moments.isEmpty());
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS + random.nextInt(LONGEST_PAUSE_MILLIS));
      long chosen = workers.get(random.nextInt(workers.size()));
      long now = System.currentTimeMillis();
      if (ProcessHandle.of(chosen).map(ProcessHandle::destroyForcibly).orElse(false)) {
        moments.add(now);
        terminal.progress("killing workers", (double) moments.size() / count);
      }
    }
    terminal.clear();
    return moments;
  }

  private List<Long> awaitWorkers(boolean first) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String detail = "";
    while (System.nanoTime() < deadline) {
      detail = status.analytics().orElse(detail);
      List<Long> workers = workers(detail);
      if (!workers.isEmpty() && (!spare || detail.contains(READY))) {
        return workers;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new BenchFailure(
        "%s worker was ready within %d s; the engine says: %s"
            .formatted(first ? "no" : "no further", PATIENCE_SECONDS, detail));
  }

  /** Process ids of the workers that have lanes, as the engine's health tells them. */
  static List<Long> workers(String detail) {
    List<Long> pids = new ArrayList<>();
    Matcher matcher = WORKER.matcher(detail);
    while (matcher.find()) {
      pids.add(Long.parseLong(matcher.group(1)));
    }
    return pids;
  }
}
