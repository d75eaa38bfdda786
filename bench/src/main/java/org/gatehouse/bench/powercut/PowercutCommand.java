package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a crash costs. */
@Command(
    name = "powercut",
    mixinStandardHelpOptions = true,
    description =
        "Kill an engine that records many cameras, again and again; check its files, and those"
            + " that a power cut would have left, by a log of all it wrote")
public final class PowercutCommand implements Callable<Integer> {
  private static final int CLIP_SECONDS = 300;
  private static final double HUNDRED = 100;
  private static final double RECOVERY_SECONDS = 30;

  /** A fragment that was not written yet. */
  private static final int FRAGMENT_SECONDS = 1;

  @Mixin private final ReportOptions options = new ReportOptions();

  @Option(names = "--rounds", defaultValue = "50", description = "how many crashes (50)")
  private int rounds;

  @Option(names = "--cameras", defaultValue = "100", description = "how many (100)")
  private int cameras;

  @Option(names = "--mbit", defaultValue = "2", description = "million bits a second of each (2)")
  private double mbit;

  @Option(
      names = "--sync",
      defaultValue = "2",
      description = "seconds from one sync of a recording to the next (2)")
  private int sync;

  @Option(names = "--seed", defaultValue = "1", description = "of what is random (1)")
  private long seed;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where it records, on the disk to be tried; else bench/target")
  private @Nullable Path folder;

  @Option(
      names = "--disk-full",
      description = "instead: a small volume that is full for a while; needs the right to mount")
  private boolean diskFull;

  @Option(names = "--slow-disk", description = "instead: a disk that is too slow for a while")
  private boolean slowDisk;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("powercut");
    Terminal terminal = Terminal.standard();
    Path parent =
        Files.createDirectories(folder == null ? Launcher.home().resolve("bench/target") : folder);
    FleetPlan plan = new FleetPlan(cameras, mbit, CLIP_SECONDS, 0, 0, false, false);
    boolean good = true;
    if (diskFull) {
      DiskFaultRun.Result result = new DiskFaultRun(terminal, plan).full(parent);
      fill(report, "diskFull", "full disk", result);
      good = result.good(RECOVERY_SECONDS);
    }
    if (slowDisk) {
      DiskFaultRun.Result result = new DiskFaultRun(terminal, plan).slow(parent);
      fill(report, "slowDisk", "slow disk", result);
      good &= result.good(RECOVERY_SECONDS);
    }
    if (!diskFull && !slowDisk) {
      Tally tally = new PowercutRun(terminal, plan, rounds, sync, seed).run(parent);
      fill(report, tally);
      good = good(tally);
    }
    options.show(report, terminal);
    return good ? Exit.OK : Exit.REFUSED;
  }

  private static void fill(
      BenchReport report, String key, String label, DiskFaultRun.Result result) {
    report
        .put(key + "Alive", label + ": the engine went on", result.alive())
        .put(
            key + "RecoverySeconds",
            label + ": over until all is recorded again, s",
            rounded(result.recoverySeconds()))
        .put(key + "Events", label + ": events acknowledged", result.events())
        .put(key + "EventsDuring", label + ": of them during it", result.during())
        .put(key + "EventsLost", label + ": of them lost", result.eventsLost())
        .put(key + "Unplayable", label + ": files that do not play", result.unplayable());
  }

  private void fill(BenchReport report, Tally tally) {
    report
        .put("rounds", "crashes, each also as a power cut", tally.rounds)
        .put("cameras", "cameras", cameras)
        .put("syncSeconds", "seconds between syncs of a recording", sync)
        .put("files", "files with video, on all disks", tally.files)
        .put("decoded", "of them decoded from end to end", tally.decoded)
        .put("unplayable", "files that do not play once an engine started", tally.unplayable)
        .put("refusedBefore", "files that FFmpeg refused before that", tally.refused)
        .put("emptyFiles", "files without a whole fragment, which no index tells", tally.remnants)
        .put("maxLossSecondsKill", "most lost by a kill, s", rounded(tally.mostLostByKill()))
        .put("p99LossSecondsKill", "lost by a kill, p99 s", rounded(tally.lostByKillP99()))
        .put("maxLossSecondsPower", "most lost by a power cut, s", rounded(tally.mostLostByPower))
        .put("indexMismatches", "indexes that differ when rebuilt", tally.mismatches)
        .put("events", "events acknowledged", tally.events)
        .put("eventsLost", "of them lost", tally.eventsLost);
  }

  private boolean good(Tally tally) {
    return tally.unplayable == 0
        && tally.mismatches == 0
        && tally.eventsLost == 0
        && tally.mostLostByKill() <= FRAGMENT_SECONDS
        && tally.mostLostByPower <= sync + FRAGMENT_SECONDS;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * HUNDRED) / HUNDRED;
  }
}
