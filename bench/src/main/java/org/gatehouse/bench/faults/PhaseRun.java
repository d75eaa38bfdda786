package org.gatehouse.bench.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;

/** Does the faults of a phase, lifts each once it was found, waits for all to pass. */
final class PhaseRun {
  private static final long LOOK_MILLIS = 100;
  private static final String WELL = "none";

  private final Terminal terminal;
  private final FleetProcess fleet;
  private final Cast cast;
  private final FleetSite site;
  private final EngineProcess engine;
  private final Eyes eyes;

  PhaseRun(
      Terminal terminal,
      FleetProcess fleet,
      Cast cast,
      FleetSite site,
      EngineProcess engine,
      Eyes eyes) {
    this.terminal = terminal;
    this.fleet = fleet;
    this.cast = cast;
    this.site = site;
    this.engine = engine;
    this.eyes = eyes;
  }

  List<Trial> run(Script.Phase phase) throws IOException, InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (Fault fault : phase.faults()) {
      List<String> cameras = List.copyOf(cast.at(fault.place()));
      trials.add(new Trial(fault, cast.at(fault.place()), System.nanoTime(), eyes::value));
      fleet.fault(cameras, fault.order());
    }
    while (!trials.stream().allMatch(Trial::over)) {
      FaultsRun.alive(engine);
      eyes.look();
      for (Trial trial : trials) {
        look(trial);
      }
      long now = System.nanoTime();
      terminal.progress(
          "found and passed", trials.stream().mapToDouble(t -> t.done(now)).average().orElse(1));
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    terminal.clear();
    return trials;
  }

  private void look(Trial trial) throws IOException {
    if (trial.over()) {
      return;
    }
    trial.look(eyes.states(), eyes::value, eyes.alarms(), System.nanoTime());
    if (trial.mayLift(System.nanoTime())) {
      trial.lift(System.nanoTime());
      fleet.fault(List.copyOf(trial.cameras()), WELL);
      if (trial.fault().wanted().contains("CREDENTIALS_REFUSED")) {
        // Nobody but a person ends this: here by a changed password.
        site.secret(Place.SECRET_FILE, "second");
      }
    } else if (trial.over() && trial.fault().healsByItself()) {
      fleet.fault(List.copyOf(trial.cameras()), WELL);
    }
  }
}
