package org.gatehouse.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.fleet.Loss;
import org.gatehouse.camera.simulator.fleet.CameraCount;

/** All phases of the script on one fleet and one engine. Used by one thread. */
final class FaultsRun {
  private static final long LOOK_MILLIS = 200;

  private final Terminal terminal;
  private final FleetPlan plan;
  private final int each;
  private final int warmUp;

  /**
   * Of a plan whose cameras can freeze.
   *
   * @param each cameras for each fault
   * @param warmUp seconds that all stream before the first fault, to know them by
   */
  FaultsRun(Terminal terminal, FleetPlan plan, int each, int warmUp) {
    this.terminal = terminal;
    this.plan = plan;
    this.each = each;
    this.warmUp = warmUp;
  }

  /**
   * What came of it.
   *
   * @param untouched cameras to which nothing was ever done
   * @param wrong what the engine said wrongly, one line each
   * @param loss of the cameras that must lose nothing
   */
  record Result(
      int untouched,
      List<Outcome> outcomes,
      List<String> wrong,
      Loss loss,
      long maxRefusedLogins,
      int maxConnections,
      Cores quiet,
      Cores all) {}

  Result run() throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("faults");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Cast cast = Cast.of(fleet.cameras(), each);
      FleetSite site = new FleetSite(folder.path());
      site.secret(Place.SECRET_FILE, "first");
      Path data = Files.createDirectories(folder.path().resolve("data"));
      Path config =
          site.write(fleet.cameras(), data, "off", Set.of(), camera -> cast.keys(camera.id()));
      FleetNews.Counts unplayed = fleet.counts();
      long began = System.nanoTime();
      try (EngineProcess engine = EngineProcess.start(config, folder.path(), "unused");
          EngineStatus status = new EngineStatus(engine.url())) {
        terminal.line("the engine starts");
        AllStreaming.await(terminal, fleet, Set.of(), engine, began);
        try (Eyes eyes = new Eyes(engine.url(), status)) {
          return judged(fleet, cast, site, unplayed, engine, status, eyes);
        }
      }
    } finally {
      folder.remove();
    }
  }

  private Result judged(
      FleetProcess fleet,
      Cast cast,
      FleetSite site,
      FleetNews.Counts unplayed,
      EngineProcess engine,
      EngineStatus status,
      Eyes eyes)
      throws IOException, InterruptedException {
    List<String> cameras = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
    long from = System.nanoTime();
    eyes.foundStreaming(cameras, from);
    Cores.Meter meter = Cores.Meter.start(engine, fleet, status);
    warmUp(engine, eyes);
    Cores quiet = meter.read();
    List<Trial> trials = new ArrayList<>();
    for (Script.Phase phase : Script.phases()) {
      terminal.line(phase.label());
      trials.addAll(new PhaseRun(terminal, fleet, cast, site, engine, eyes).run(phase));
    }
    Cores all = meter.read();
    Judge judge = new Judge(trials.stream().map(Judge.Window::of).toList(), from);
    List<String> wrong = new ArrayList<>(judge.falseStates(eyes.states(), cameras));
    wrong.addAll(judge.falseAlarms(eyes.alarms().lines()));
    long now = System.nanoTime();
    Loss loss = Loss.settled(fleet, status, unplayed, cast::mustLoseNothing);
    List<CameraCount> counts = fleet.counts().cameras();
    return new Result(
        (int) cameras.stream().filter(cast::untouched).count(),
        trials.stream().map(trial -> trial.outcome(now)).toList(),
        wrong,
        loss,
        counts.stream().mapToLong(CameraCount::refusedLogins).max().orElse(0),
        counts.stream().mapToInt(CameraCount::mostConnections).max().orElse(0),
        quiet,
        all);
  }

  private void warmUp(EngineProcess engine, Eyes eyes) throws InterruptedException {
    long began = System.nanoTime();
    double done = 0;
    while (done < 1) {
      alive(engine);
      eyes.look();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      done = Math.min(1, (System.nanoTime() - began) / 1e9 / warmUp);
      terminal.progress("the engine gets to know the cameras", done);
    }
    terminal.clear();
  }

  static void alive(EngineProcess engine) {
    if (!engine.alive()) {
      throw new BenchFailure("the engine ended; see engine.log");
    }
  }
}
