package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.MachineLoad;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what receiving and recording cost. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "CPU, memory and losses of receiving many simulated cameras, beside a C program that only"
            + " reads")
public final class IngestCommand implements Callable<Integer> {
  @Option(names = "--cameras", defaultValue = "400", description = "how many (400)")
  private int cameras;

  @Option(names = "--mbit", defaultValue = "2", description = "million bits a second of each (2)")
  private double mbit;

  @Option(names = "--seconds", defaultValue = "60", description = "measured for each (60)")
  private int seconds;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "the data folder that is recorded to and kept; else one that is removed")
  private @Nullable Path record;

  @Option(names = "--peers", description = "measure one ffmpeg for each camera too")
  private boolean peers;

  @Option(names = "--clip-seconds", defaultValue = "300", hidden = true)
  private int clipSeconds;

  @Option(names = "--warmup", defaultValue = "20", hidden = true)
  private int warmUp;

  @Option(names = "--json", description = "print the figures as one JSON object at the end")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MachineLoad before = MachineLoad.now();
    Instant time = Instant.now();
    Terminal terminal = Terminal.standard();
    FleetPlan plan = new FleetPlan(cameras, mbit, clipSeconds, 0, 0, false);
    IngestRun.Result result = new IngestRun(terminal, plan, warmUp, seconds, peers).run(record);
    BenchReport report = IngestFigures.of(cameras, result, new BenchReport("ingest", time, before));
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
