package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;

/** All rounds on one fleet. Used by one thread. */
final class PowercutRun {
  private final Terminal terminal;
  private final FleetPlan plan;
  private final int rounds;
  private final int syncSeconds;
  private final long seed;

  /**
   * Creates one.
   *
   * @param syncSeconds how often recordings are forced to disk
   * @param seed of all that is random but the engine
   */
  PowercutRun(Terminal terminal, FleetPlan plan, int rounds, int syncSeconds, long seed) {
    this.terminal = terminal;
    this.plan = plan;
    this.rounds = rounds;
    this.syncSeconds = syncSeconds;
    this.seed = seed;
  }

  /** Runs them below a folder, whose disk must take syncs. */
  Tally run(Path parent) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("powercut", parent);
    Tally tally = new Tally();
    Random random = new Random(seed);
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Shim shim = Shim.compile(folder.path());
      CrashRound crashes = new CrashRound(fleet, shim, syncSeconds, random, terminal);
      for (int round = 1; round <= rounds; round++) {
        TempFolder own = TempFolder.create("round-" + round, folder.path());
        try {
          round(round, fleet, crashes, random, own.path(), tally);
        } finally {
          own.remove();
        }
        terminal.progress("crashes", (double) round / rounds);
      }
    } finally {
      folder.remove();
    }
    terminal.clear();
    return tally;
  }

  private void round(
      int number, FleetProcess fleet, CrashRound crashes, Random random, Path folder, Tally tally)
      throws IOException, InterruptedException {
    List<String> cameras = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
    Consumer<String> complaints = text -> terminal.line("  round " + number + ": " + text);
    Crash crash = crashes.run(folder);
    Verdict whole = new KillCheck(random, complaints).of(crash, cameras, tally);
    Path cut = Files.createDirectory(folder.resolve("cut"));
    new PowerCheck(random, complaints).of(crash, whole, cameras, cut, tally);
    tally.rounds++;
  }
}
