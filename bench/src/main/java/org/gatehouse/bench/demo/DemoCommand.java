package org.gatehouse.bench.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Seconds;
import org.gatehouse.bench.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole engine at work without a camera or a configuration. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run the engine on four simulated cameras and show its page")
public final class DemoCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;

  @Option(names = "--seed", description = "what the scene is made of (default: random)")
  private @Nullable Long seed;

  @Option(names = "--video", description = "also make a vehicle camera of this file")
  private List<Path> videos = new ArrayList<>();

  @Option(
      names = "--for",
      converter = Seconds.class,
      description =
          "end after this time, counted from the first picture: 60s, 2m (default: Ctrl-C)")
  private @Nullable Integer seconds;

  @Option(names = "--json", description = "print the figures as one JSON object at the end")
  private boolean json;

  @Option(names = "--port", description = "port of the page (default: a free one)")
  private int port;

  @Option(names = "--keep", description = "keep the temporary folder")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long chosen = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
    DemoPlan plan =
        new DemoPlan(
            chosen,
            videos,
            seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds),
            port,
            keep);
    return new DemoRun(plan, Terminal.standard()).run(json);
  }
}
