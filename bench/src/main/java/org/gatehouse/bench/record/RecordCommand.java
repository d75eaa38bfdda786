package org.gatehouse.bench.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures what recording costs.
 *
 * <p>The recorder is measured without receiving, because recording costs less than two runs of the
 * whole engine differ by: its rings are filled by a thread of its own process whose CPU time is
 * taken off. What is left is all else: reading the rings, building fragments, writes and syncs with
 * what the kernel does for them in the process, the collector and the compiler. The copy and
 * libavformat read files that lie in the page cache, write as many bytes to as many files at the
 * same pace, and have them synced as often.
 */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = "CPU of recording many cameras, beside a plain copy and libavformat")
public final class RecordCommand implements Callable<Integer> {
  /** How often each file is synced, by all three. */
  static final Duration SYNC = Duration.ofSeconds(10);

  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private ReportOptions options = new ReportOptions();

  @Option(names = "--seconds", defaultValue = "120", description = "measured for each (120)")
  private int seconds;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "where files are written and removed again; else a temporary folder")
  private @Nullable Path to;

  @Option(names = "--warmup", defaultValue = "20", hidden = true)
  private int warmUp;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("record");
    Terminal terminal = Terminal.standard();
    TempFolder temporary = TempFolder.create("record", to);
    try {
      RecordRun run = new RecordRun(terminal, warmUp, seconds, temporary.path());
      run.run(fleet.cameras(), fleet.mbit()).fill(report);
    } finally {
      temporary.remove();
    }
    options.show(report, terminal);
    return Exit.OK;
  }
}
