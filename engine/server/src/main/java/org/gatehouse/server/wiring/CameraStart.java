package org.gatehouse.server.wiring;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.supervise.CameraPlan;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the cameras: at once where nothing is analysed; a gate's when its analysis is ready, so
 * that no vehicle passes in front of a worker that still loads its models. Analysis that does not
 * get ready holds no camera back for longer than {@link #PATIENCE}: recording matters more.
 */
final class CameraStart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CameraStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final CameraSupervisor supervisor;
  private final BooleanSupplier ready;
  private final Ticker ticker;
  private final List<CameraParts> gates;
  private final Thread waiting;

  CameraStart(
      Collection<CameraParts> cameras,
      CameraSupervisor supervisor,
      BooleanSupplier ready,
      Ticker ticker) {
    this.supervisor = supervisor;
    this.ready = ready;
    this.ticker = ticker;
    gates = cameras.stream().filter(CameraParts::analysed).toList();
    cameras.stream().filter(parts -> !parts.analysed()).forEach(this::open);
    waiting = Thread.ofVirtual().name("gate-cameras").start(this::openGates);
  }

  private void openGates() {
    try {
      long deadline = ticker.nanos() + PATIENCE.toNanos();
      while (!gates.isEmpty() && !ready.getAsBoolean()) {
        if (ticker.nanos() > deadline) {
          log.warn(
              "analysis is not ready after {} s; gate cameras are recorded without it until it is",
              PATIENCE.toSeconds());
          break;
        }
        Thread.sleep(LOOK);
      }
      gates.forEach(this::open);
    } catch (InterruptedException e) {
      log.debug("closed before the gate cameras were opened");
    }
  }

  private void open(CameraParts parts) {
    supervisor.add(CameraPlan.fixed(parts.config().spec(), parts.ring()));
  }

  @Override
  public void close() {
    waiting.interrupt();
    try {
      waiting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
