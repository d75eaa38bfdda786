package org.gatehouse.bench.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.MachineLoad;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon all comes back. */
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    description = "All cameras at once, then the engine, go away and come back")
public final class StormCommand implements Callable<Integer> {
  @Option(names = "--cameras", defaultValue = "400", description = "how many (400)")
  private int cameras;

  @Option(names = "--mbit", defaultValue = "2", description = "million bits a second of each (2)")
  private double mbit;

  @Option(names = "--clip-seconds", defaultValue = "300", hidden = true)
  private int clipSeconds;

  @Option(names = "--json", description = "print the figures as one JSON object at the end")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MachineLoad before = MachineLoad.now();
    Instant time = Instant.now();
    Terminal terminal = Terminal.standard();
    StormRun.Result result = new StormRun(terminal, cameras, mbit, clipSeconds).run();
    BenchReport report =
        new BenchReport("storm", time, before)
            .put("cameras", "cameras", cameras)
            .put("wrongLogins", "of them with a wrong password", result.wrongLogins())
            .put(
                "allStreamingAfterSeconds",
                "cameras back until all stream, s",
                result.camerasSeconds())
            .put(
                "engineRestartSeconds",
                "engine started until all stream, s",
                result.engineSeconds())
            .put(
                "refusedLoginsBeforeRestart",
                "most refused logins of a camera before the engine's restart",
                result.refusedBeforeRestart())
            .put("maxRefusedLogins", "most refused logins of a camera", result.maxRefusedLogins())
            .put(
                "maxConnectionsPerCamera",
                "most connections at once of a camera",
                result.maxConnections());
    MachineLoad after = MachineLoad.now();
    report.table(after).forEach(terminal::line);
    Path file = report.write(Launcher.home().resolve("bench/results"), after);
    terminal.line("  written to " + file);
    if (json) {
      terminal.line(report.json());
    }
    return Exit.OK;
  }
}
