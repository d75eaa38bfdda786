package org.gatehouse.bench.storm;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how soon all comes back. */
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    description = "All cameras at once, then the engine, go away and come back")
public final class StormCommand implements Callable<Integer> {
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("storm");
    Terminal terminal = Terminal.standard();
    StormRun.Result result = new StormRun(terminal, fleet).run();
    report
        .put("cameras", "cameras", fleet.cameras())
        .put("wrongLogins", "of them with a wrong password", result.wrongLogins())
        .put(
            "allStreamingAfterSeconds", "cameras back until all stream, s", result.camerasSeconds())
        .put("engineRestartSeconds", "engine started until all stream, s", result.engineSeconds())
        .put(
            "refusedLoginsBeforeRestart",
            "most refused logins of a camera before the engine's restart",
            result.refusedBeforeRestart())
        .put("maxRefusedLogins", "most refused logins of a camera", result.maxRefusedLogins())
        .put(
            "maxConnectionsPerCamera",
            "most connections at once of a camera",
            result.maxConnections());
    options.show(report, terminal);
    return Exit.OK;
  }
}
