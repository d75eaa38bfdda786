package org.gatehouse.bench.faults;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether faults of cameras are found in time and harm nobody else. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Scripted faults, each on one camera in twenty: found in time, passed, the others unharmed")
public final class FaultsCommand implements Callable<Integer> {
  private static final double EACH = 0.05;

  @Mixin private final FleetOptions fleet = new FleetOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  @Option(names = "--each", defaultValue = "0", hidden = true)
  private int each;

  @Option(names = "--warmup", defaultValue = "60", hidden = true)
  private int warmUp;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = reports.begin("faults");
    Terminal terminal = Terminal.standard();
    int share = each > 0 ? each : Math.max(1, (int) Math.round(fleet.cameras() * EACH));
    FaultsRun.Result result = new FaultsRun(terminal, fleet.plan(0, 0, true), share, warmUp).run();
    result.wrong().forEach(line -> terminal.line("  wrong: " + line));
    reports.show(FaultFigures.of(fleet.cameras(), share, result, report), terminal);
    return Exit.OK;
  }
}
