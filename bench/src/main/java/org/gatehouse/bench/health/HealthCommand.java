package org.gatehouse.bench.health;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures whether pictures that are of no use are found, at what cost, and nothing else is. */
@Command(
    name = "picture-health",
    mixinStandardHelpOptions = true,
    description = {
      "Pictures that become black, blurred, blocked, over-exposed or moved: found, at what cost,",
      "and how often wrongly. On a fleet of cameras, or on clips in simulated time"
    })
public final class HealthCommand implements Callable<Integer> {
  private static final double EACH = 0.05;

  @Mixin private final FleetOptions fleet = new FleetOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "how long nothing is wrong; false alarms are counted (60)")
  private int minutes;

  @Option(
      names = "--every",
      defaultValue = "55",
      description = "seconds between two samples of a camera, as picture-health.every (55)")
  private int every;

  @Option(names = "--each", defaultValue = "0", description = "cameras for each fault (5 %%)")
  private int each;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "CLIP",
      description = "judge these video files in simulated time instead of a fleet")
  private List<Path> clips = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = reports.begin("picture-health");
    Terminal terminal = Terminal.standard();
    if (clips.isEmpty()) {
      int share = each > 0 ? each : Math.max(1, (int) Math.round(fleet.cameras() * EACH));
      new FleetTrial(terminal, fleet.plan(0, 0, false).withYards(), share, minutes, every)
          .run(report);
    } else {
      new ClipsRun(terminal, minutes).run(clips, report);
    }
    reports.show(report, terminal);
    return Exit.OK;
  }
}
