package org.gatehouse.bench.faults;

import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.ProcessCpu;
import org.gatehouse.bench.fleet.FleetProcess;

/**
 * What was busy, in processor cores on average.
 *
 * @param engine its own process
 * @param watch what looks at pictures, its decoder included, as the engine tells
 * @param farm the cameras
 * @param seconds over which
 */
record Cores(double engine, double watch, double farm, double seconds) {
  private static final String WATCH = "gatehouse_watch_cpu_seconds_total";

  /** Measures from its start. Used by one thread. */
  static final class Meter {
    private final EngineProcess engine;
    private final FleetProcess fleet;
    private final EngineStatus status;
    private final long beganNanos = System.nanoTime();
    private final double engineSeconds;
    private final double watchSeconds;
    private final double farmSeconds;

    private Meter(EngineProcess engine, FleetProcess fleet, EngineStatus status)
        throws InterruptedException {
      this.engine = engine;
      this.fleet = fleet;
      this.status = status;
      this.engineSeconds = ProcessCpu.own(engine.pid());
      this.watchSeconds = status.counter(WATCH).orElse(0);
      this.farmSeconds = ProcessCpu.own(fleet.pid());
    }

    static Meter start(EngineProcess engine, FleetProcess fleet, EngineStatus status)
        throws InterruptedException {
      return new Meter(engine, fleet, status);
    }

    Cores read() throws InterruptedException {
      double seconds = (System.nanoTime() - beganNanos) / 1e9;
      return new Cores(
          (ProcessCpu.own(engine.pid()) - engineSeconds) / seconds,
          (status.counter(WATCH).orElse(0) - watchSeconds) / seconds,
          (ProcessCpu.own(fleet.pid()) - farmSeconds) / seconds,
          seconds);
    }
  }
}
