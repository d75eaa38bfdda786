package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.ProcessCpu;
import org.gatehouse.bench.engine.ProcessMemory;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.fleet.Loss;
import org.gatehouse.bench.report.Slope;

/** One run of the engine on all cameras. Used by one thread. */
final class EngineStage {
  private static final int START_SECONDS = 120;
  private static final double SECONDS_PER_MINUTE = 60;

  private final FleetProcess fleet;
  private final Path folder;
  private final Terminal terminal;

  /** Keeps its configuration and log in a folder. */
  EngineStage(FleetProcess fleet, Path folder, Terminal terminal) {
    this.fleet = fleet;
    this.folder = folder;
    this.terminal = terminal;
  }

  /**
   * What was measured.
   *
   * @param watchCores cores that the engine's child processes took
   * @param farmCores cores that the cameras took
   * @param rssMiB of the engine at the end
   */
  record Result(
      Window window,
      Loss loss,
      double watchCores,
      double farmCores,
      double rssMiB,
      double rssSlopeMiBPerMinute) {}

  Result run(String record, Path data, int warmUp, int seconds, int framesPerSecond)
      throws IOException, InterruptedException {
    Files.createDirectories(data);
    Path site = new FleetSite(folder).write(fleet.cameras(), data, record, Set.of());
    FleetNews.Counts unplayed = fleet.counts();
    try (EngineProcess engine = EngineProcess.start(site, folder, "unused");
        EngineStatus status = new EngineStatus(engine.url())) {
      awaitAll(engine);
      TimeUnit.SECONDS.sleep(warmUp);
      return measure(engine, status, unplayed, seconds, framesPerSecond);
    } finally {
      fleet.pause(false);
    }
  }

  private void awaitAll(EngineProcess engine) throws IOException, InterruptedException {
    int all = fleet.cameras().size();
    for (int waited = 0; ; waited++) {
      long playing = fleet.counts().playing();
      terminal.progress("the engine opens the cameras", (double) playing / all);
      if (playing == all) {
        terminal.clear();
        return;
      }
      if (waited >= START_SECONDS || !engine.alive()) {
        throw new BenchFailure(
            "the engine opened %d of %d cameras; see %s"
                .formatted(playing, all, folder.resolve("engine.log")));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private Result measure(
      EngineProcess engine,
      EngineStatus status,
      FleetNews.Counts unplayed,
      int seconds,
      int framesPerSecond)
      throws IOException, InterruptedException {
    FleetNews.Counts before = fleet.counts();
    long began = System.nanoTime();
    double own = ProcessCpu.own(engine.pid());
    double all = ProcessCpu.seconds(engine.pid());
    double farm = ProcessCpu.own(fleet.pid());
    Slope memory = watchMemory(engine, began, seconds);
    FleetNews.Counts after = fleet.counts();
    double took = (System.nanoTime() - began) / 1e9;
    double ownTook = ProcessCpu.own(engine.pid()) - own;
    double childrenTook = ProcessCpu.seconds(engine.pid()) - all - ownTook;
    double farmTook = ProcessCpu.own(fleet.pid()) - farm;
    double rss = ProcessMemory.rssMiB(engine.pid());
    return new Result(
        Window.of(ownTook, took, before, after, framesPerSecond),
        Loss.settled(fleet, status, unplayed, camera -> true),
        Math.max(0, childrenTook) / took,
        farmTook / took,
        rss,
        memory.perX());
  }

  private Slope watchMemory(EngineProcess engine, long began, int seconds)
      throws InterruptedException {
    Slope slope = new Slope();
    for (int i = 0; i <= seconds; i++) {
      double at = (System.nanoTime() - began) / 1e9;
      if (!engine.alive()) {
        throw new BenchFailure("the engine ended; see " + folder.resolve("engine.log"));
      }
      slope.add(at / SECONDS_PER_MINUTE, ProcessMemory.rssMiB(engine.pid()));
      terminal.progress("measuring", Math.min(1, at / seconds));
      if (i < seconds) {
        TimeUnit.SECONDS.sleep(1);
      }
    }
    terminal.clear();
    return slope;
  }
}
