package org.gatehouse.bench.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetOptions;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.camera.simulator.fleet.CameraCount;

/** The cameras' storm, then the engine's, in one fleet. Used by one thread. */
final class StormRun {
  /** Half of these are told to the engine with a wrong password. */
  private static final int LOGIN_PERCENT = 10;

  private static final int DOWN_SECONDS = 10;
  private static final int PATIENCE_SECONDS = 60;
  private static final long POLL_MILLIS = 200;

  private final Terminal terminal;
  private final FleetPlan plan;

  StormRun(Terminal terminal, FleetOptions fleet) {
    this.terminal = terminal;
    this.plan = fleet.plan(0, LOGIN_PERCENT, false);
  }

  /**
   * What was measured; the counts over the whole run.
   *
   * @param refusedBeforeRestart the most refused logins of a camera when the engine was killed
   */
  record Result(
      int wrongLogins,
      double camerasSeconds,
      double engineSeconds,
      long refusedBeforeRestart,
      long maxRefusedLogins,
      int maxConnections) {}

  Result run() throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("storm");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Set<String> wrong = WrongLogins.of(fleet.cameras());
      Path data = Files.createDirectories(folder.path().resolve("data"));
      Path site = new FleetSite(folder.path()).write(fleet.cameras(), data, "off", wrong);
      double cameras = cameraStorm(fleet, wrong, site, folder.path());
      long refusedBefore = maxRefused(fleet.counts());
      double engine = engineStart(fleet, wrong, site, folder.path());
      FleetNews.Counts counts = fleet.counts();
      return new Result(
          wrong.size(),
          cameras,
          engine,
          refusedBefore,
          maxRefused(counts),
          counts.cameras().stream().mapToInt(CameraCount::mostConnections).max().orElse(0));
    } finally {
      folder.remove();
    }
  }

  private static long maxRefused(FleetNews.Counts counts) {
    return counts.cameras().stream().mapToLong(CameraCount::refusedLogins).max().orElse(0);
  }

  /** All cameras go away and come back; afterwards the engine is killed. */
  private double cameraStorm(FleetProcess fleet, Set<String> wrong, Path site, Path folder)
      throws IOException, InterruptedException {
    try (EngineProcess engine = EngineProcess.start(site, folder, "unused")) {
      terminal.line("the engine starts");
      AllStreaming.await(terminal, fleet, wrong, engine, System.nanoTime());
      terminal.line("all cameras reboot");
      List<String> all = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
      fleet.fault(all, "reboot:" + DOWN_SECONDS);
      long back = System.nanoTime() + TimeUnit.SECONDS.toNanos(DOWN_SECONDS);
      TimeUnit.SECONDS.sleep(DOWN_SECONDS);
      double seconds = AllStreaming.await(terminal, fleet, wrong, engine, back);
      terminal.line("the engine is killed and started again");
      engine.kill();
      return seconds;
    }
  }

  private double engineStart(FleetProcess fleet, Set<String> wrong, Path site, Path folder)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (EngineProcess engine = EngineProcess.start(site, folder, "unused")) {
      double seconds = AllStreaming.await(terminal, fleet, wrong, engine, began);
      awaitGivenUp(wrong, engine);
      return seconds;
    }
  }

  /** So that no refused login is still to come when they are counted. */
  private static void awaitGivenUp(Set<String> wrong, EngineProcess engine)
      throws InterruptedException {
    long began = System.nanoTime();
    try (EngineStatus status = new EngineStatus(engine.url())) {
      while (!status.camerasThatAre("failed").orElse(Set.of()).containsAll(wrong)) {
        if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
          throw new BenchFailure(
              "cameras with a wrong password are not given up after %d s"
                  .formatted(PATIENCE_SECONDS));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }
}
