package org.gatehouse.server.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse run}: serves until a signal ends the process. */
@Command(
    name = "run",
    description = "Run the engine with a site's configuration, until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private final RunningEngine.Starter starter;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration (YAML).")
  private @Nullable Path config;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Write {\"url\",\"pid\"} here once the engine serves.")
  private @Nullable Path readyFile;

  /** With the one that starts the engine. */
  public RunCommand(RunningEngine.Starter starter) {
    this.starter = starter;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = Objects.requireNonNull(config);
    SiteConfig site = new SiteFile().read(file);
    RunningEngine engine = starter.start(site, file);
    // A signal runs this hook; halting at its end makes an orderly stop exit with 0, not 143.
    Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> stop(engine));
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      announce(site, engine);
    } catch (RuntimeException e) {
      Runtime.getRuntime().removeShutdownHook(stop);
      engine.close();
      throw e;
    }
    OldGeneration.keepClean();
    return ExitCode.OK;
  }

  private void announce(SiteConfig site, RunningEngine engine) {
    if (readyFile != null) {
      ReadyFile.write(readyFile, engine.url());
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("%s is served at %s (Ctrl-C stops it)%n", site.site(), engine.url());
    URI first = engine.firstAdmin();
    if (first != null) {
      out.printf("There are no users yet. The first admin's account, once: %s%n", first);
    }
    out.flush();
  }

  private static void stop(RunningEngine engine) {
    int code = ExitCode.INTERNAL;
    try {
      engine.close();
      code = ExitCode.OK;
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }
}
