package org.gatehouse.bench.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;

/** Fuzzes targets one after another, or some at once. Used by one thread. */
final class FuzzRun {
  private final Fuzzer fuzzer;
  private final int seconds;
  private final int jobs;
  private final Terminal terminal;

  /**
   * Creates one.
   *
   * @param seconds that a target takes, for the bar
   * @param jobs targets at once
   */
  FuzzRun(Fuzzer fuzzer, int seconds, int jobs, Terminal terminal) {
    this.fuzzer = fuzzer;
    this.seconds = seconds;
    this.jobs = jobs;
    this.terminal = terminal;
  }

  /** Runs them all, findings or not, and tells of each as it ends. */
  List<FuzzOutcome> run(List<FuzzTarget> targets) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(fuzzer::stop, "fuzz-stop"));
    try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
      CompletionService<FuzzOutcome> ends = new ExecutorCompletionService<>(threads);
      targets.forEach(target -> ends.submit(() -> fuzzer.run(target)));
      try {
        return collect(ends, targets.size());
      } finally {
        threads.shutdownNow();
        fuzzer.stop();
      }
    }
  }

  private List<FuzzOutcome> collect(CompletionService<FuzzOutcome> ends, int all)
      throws IOException, InterruptedException {
    List<FuzzOutcome> outcomes = new ArrayList<>();
    long began = System.nanoTime();
    long wanted = (long) seconds * ((all + jobs - 1) / jobs);
    while (outcomes.size() < all) {
      Future<FuzzOutcome> end = ends.poll(1, TimeUnit.SECONDS);
      if (end != null) {
        FuzzOutcome outcome = outcome(end);
        outcomes.add(outcome);
        terminal.line(outcome.text());
      }
      double time = (System.nanoTime() - began) / 1e9 / wanted;
      double least = (double) outcomes.size() / all;
      double most = Math.min(1, (double) (outcomes.size() + jobs) / all);
      terminal.progress(
          "fuzzing, %d of %d done".formatted(outcomes.size(), all), Math.clamp(time, least, most));
    }
    terminal.clear();
    return outcomes;
  }

  private static FuzzOutcome outcome(Future<FuzzOutcome> end)
      throws IOException, InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("a fuzzer could not be run", e.getCause());
    }
  }
}
