package org.gatehouse.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether the engine grows. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description =
        "Record many cameras under a quota for a long time while one in five comes and goes;"
            + " memory, files and threads must stay flat")
public final class SoakCommand implements Callable<Integer> {
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MOST_WARM_UP_SECONDS = 300;
  private static final int WARM_UP_SHARE = 3;

  /**
   * The engine looks at what it holds every second, and a look at the disk takes a moment: what
   * three seconds bring may lie there beyond the quota.
   */
  private static final double SLACK_SECONDS = 3;

  private static final double BYTES_PER_MBIT = 1e6 / 8;
  private static final long SPARE_BYTES = 1_000_000_000;

  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private ReportOptions options = new ReportOptions();

  @Option(names = "--minutes", defaultValue = "30", description = "in all (30)")
  private int minutes;

  @Option(
      names = "--quota",
      defaultValue = "15GB",
      converter = Quota.Converter.class,
      description = "what the recordings may take, such as 500MB or 15GB (15GB)")
  private Quota quota = new Quota("15GB", 0);

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "the data folder that is recorded to and kept; else one that is removed")
  private @Nullable Path record;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("soak");
    Terminal terminal = Terminal.standard();
    Path kept = Files.createDirectories(Launcher.home().resolve("target/soak"));
    int seconds = Math.max(1, minutes) * SECONDS_PER_MINUTE;
    int warmUp = Math.min(MOST_WARM_UP_SECONDS, seconds / WARM_UP_SHARE);
    long slack = (long) (fleet.cameras() * fleet.mbit() * BYTES_PER_MBIT * SLACK_SECONDS);
    TempFolder own = TempFolder.create("soak-data");
    try {
      Path data = Files.createDirectories(record == null ? own.path() : record);
      checkRoom(data, quota.bytes() + slack);
      SoakRun run = new SoakRun(terminal, fleet.plan(0, 0, false), quota, seconds, warmUp, kept);
      SoakRun.Result result = run.run(data);
      report.put("cameras", "cameras", fleet.cameras()).put("minutes", "minutes", minutes);
      SoakFigures.fill(report, result, quota, slack);
      terminal.line("  each sample in " + kept.resolve("vitals.csv") + ", the log beside it");
      options.show(report, terminal);
      return SoakFigures.good(result, quota, slack) ? Exit.OK : Exit.REFUSED;
    } finally {
      own.remove();
    }
  }

  private static void checkRoom(Path data, long wanted) throws IOException {
    long free = Files.getFileStore(data).getUsableSpace();
    if (free < wanted + SPARE_BYTES) {
      throw new BenchFailure(
          String.format(
              Locale.ROOT,
              "%s has %.1f GB free, and %.1f GB are wanted; give a smaller --quota or another"
                  + " --record DIR",
              data,
              free / 1e9,
              (wanted + SPARE_BYTES) / 1e9));
    }
  }
}
