package org.gatehouse.server.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.TlsFiles;
import org.gatehouse.contract.vision.WorkerLending;
import org.gatehouse.server.Installed;
import org.gatehouse.server.WorkerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse worker}: lends this machine's analysis to engines on others. */
@Command(
    name = "worker",
    description = "Lend analytics workers of this machine to engines on others, over mutual TLS.",
    mixinStandardHelpOptions = true)
public final class LendCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "ADDRESS:PORT",
      description = "Where to listen, such as 0.0.0.0:7443.")
  private String listen = "";

  @Option(
      names = "--certificate",
      required = true,
      description = "PEM file with this machine's certificate.")
  private Path certificate = Path.of("");

  @Option(
      names = "--key",
      required = true,
      description = "PEM file with its key in PKCS #8; only its owner may read it.")
  private Path key = Path.of("");

  @Option(
      names = "--authority",
      required = true,
      description = "PEM file with the authority of the engines' certificates.")
  private Path authority = Path.of("");

  @Option(names = "--workers", defaultValue = "4", description = "Most processes at once (4).")
  private int workers;

  @Option(
      names = "--accelerator",
      defaultValue = AnalyticsBudget.CPU,
      description = "What runs the models: cpu, or as ONNX Runtime names it, such as cuda.")
  private String accelerator = AnalyticsBudget.CPU;

  @Option(
      names = "--accelerator-fallback",
      description = "The processor runs them where the accelerator cannot.")
  private boolean fallback;

  @Option(
      names = "--run-directory",
      paramLabel = "DIR",
      description = "For sockets and native libraries; below the system's temporary folder.")
  private @Nullable Path runDirectory;

  @Override
  public Integer call() throws InterruptedException {
    AnalyticsProvider provider = Installed.one(AnalyticsProvider.class);
    AnalyticsBudget budget =
        new AnalyticsBudget(
            0, workers, false, Long.MAX_VALUE, accelerator, fallback, List.of(), null);
    WorkerLending lending =
        provider.lend(
            new AnalyticsProvider.Settings(
                WorkerCommand.of(System.getenv()).base(), directory(), Ticker.system()),
            budget,
            address(),
            new TlsFiles(certificate, key, authority));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(lending)));
    spec.commandLine()
        .getOut()
        .printf("lends workers at port %d (Ctrl-C ends it)%n", lending.port());
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private static void stop(WorkerLending lending) {
    lending.close();
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  private Path directory() {
    return runDirectory == null
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "gatehouse-worker-" + System.getProperty("user.name"),
            "run")
        : runDirectory;
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= HIGHEST_PORT) {
        return new InetSocketAddress(InetAddress.getByName(listen.substring(0, colon)), port);
      }
    } catch (NumberFormatException | UnknownHostException e) {
      throw new ConfigException(mistaken(), e);
    }
    throw new ConfigException(mistaken());
  }

  private String mistaken() {
    return "--listen: expected ADDRESS:PORT, such as 0.0.0.0:7443, but saw " + listen;
  }
}
