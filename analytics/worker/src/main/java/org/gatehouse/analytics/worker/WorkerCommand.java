package org.gatehouse.analytics.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.Accelerator;
import org.gatehouse.analytics.worker.link.Link;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Serves an engine. The engine writes a token to standard input and keeps it open; its end means
 * that the engine is gone, and this process with it.
 */
@Command(name = "worker", description = "Serves the engine that started this process.")
final class WorkerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);

  /** The exit code of a defect. */
  private static final int DEFECT = 70;

  /**
   * A worker that is new to its work reads a fifth of the pictures that it reads later; after so
   * long it reads nearly all of them. Whoever has no spare does not wait for that.
   */
  private static final Duration REHEARSAL = Duration.ofMillis(2500);

  private final Function<Accelerator, LaneAnalyzerFactory> analyzers;

  @Option(names = "--socket", required = true, description = "The engine's Unix socket.")
  private Path socket = Path.of("");

  @Mixin private AcceleratorOptions accelerator = new AcceleratorOptions();

  WorkerCommand(Function<Accelerator, LaneAnalyzerFactory> analyzers) {
    this.analyzers = analyzers;
  }

  @Override
  public Integer call() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String token = input.readLine();
    if (token == null) {
      throw new ConfigException(
          "no token came on standard input: this command is for the engine to start");
    }
    Thread.ofPlatform().daemon().name("engine-watch").start(() -> endWith(input));
    LaneDecoder.preload();
    LaneAnalyzerFactory factory = analyzers.apply(accelerator.chosen());
    factory.warmUp();
    Link link = new Link(socket, token, factory, Ticker.system());
    Thread.ofPlatform().daemon().name("rehearsal").start(() -> rehearse(factory, link));
    link.run();
    return 0;
  }

  /** What goes wrong here would go wrong with the first vehicle. */
  private static void rehearse(LaneAnalyzerFactory factory, Link link) {
    try {
      factory.rehearse(REHEARSAL, link::isUnused);
    } catch (Throwable e) {
      LOG.error("the rehearsal failed, so this worker ends: {}", e.toString());
      Runtime.getRuntime().halt(DEFECT);
    }
  }

  static void endWith(BufferedReader input) {
    try {
      while (input.readLine() != null) {
        // Nothing more is said here; only the end counts.
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // The pipe is gone either way.
      Runtime.getRuntime().halt(0);
    }
    Runtime.getRuntime().halt(0);
  }
}
