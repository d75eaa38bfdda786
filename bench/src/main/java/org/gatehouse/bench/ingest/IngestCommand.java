package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what receiving and recording cost. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "CPU, memory and losses of receiving many simulated cameras, beside a C program that only"
            + " reads")
public final class IngestCommand implements Callable<Integer> {
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private ReportOptions options = new ReportOptions();

  @Option(names = "--seconds", defaultValue = "60", description = "measured for each (60)")
  private int seconds;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "the data folder that is recorded to and kept; else one that is removed")
  private @Nullable Path record;

  @Option(names = "--peers", description = "measure one ffmpeg for each camera too")
  private boolean peers;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "1",
      description = "measure all of them this often, in turn; medians and spreads are told (1)")
  private int repeat;

  @Option(names = "--warmup", defaultValue = "20", hidden = true)
  private int warmUp;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("ingest");
    Terminal terminal = Terminal.standard();
    IngestRun run = new IngestRun(terminal, fleet.plan(0, 0, false), warmUp, seconds, peers);
    IngestFigures.fill(report, fleet.cameras(), run.run(record, repeat));
    options.show(report, terminal);
    return Exit.OK;
  }
}
