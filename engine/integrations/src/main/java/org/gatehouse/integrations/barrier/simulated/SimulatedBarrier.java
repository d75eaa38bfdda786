package org.gatehouse.integrations.barrier.simulated;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.integrations.barrier.simulated.SimulatedBarrierConfig.Behaviour;

/** Obeys, refuses or is silent, as it is set. Thread-safe. */
public final class SimulatedBarrier implements BarrierDriver {
  private final Duration latency;
  private final Duration up;
  private final Duration timeout;
  private final boolean hasLoop;
  private final Ticker ticker;
  private final Set<UUID> done = new HashSet<>();
  private Behaviour behaviour;
  private boolean occupied;
  private boolean held;
  private boolean raised;
  private long raisedNanos;

  /**
   * Closed and free.
   *
   * @param timeout how long whoever asks waits for an answer
   */
  public SimulatedBarrier(SimulatedBarrierConfig config, Duration timeout, Ticker ticker) {
    this.latency = config.latency();
    this.up = config.up();
    this.behaviour = config.behaviour();
    this.hasLoop = config.loop();
    this.timeout = timeout;
    this.ticker = ticker;
  }

  /** From now on it does that when it is told something. */
  public synchronized void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  /** Something comes below its arm, or goes. */
  public synchronized void occupy(boolean wanted) {
    occupied = wanted;
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException {
    sent.run();
    Behaviour now;
    synchronized (this) {
      now = behaviour;
    }
    Thread.sleep(now == Behaviour.SILENT ? timeout : latency);
    return switch (now) {
      case OBEY -> obey(order);
      case REFUSE -> new BarrierAnswer.Failed("it is set to refuse");
      case SILENT -> new BarrierAnswer.Silent("it is set to say nothing");
    };
  }

  private synchronized BarrierAnswer obey(BarrierOrder order) {
    if (done.add(order.id())) {
      switch (order.action()) {
        case OPEN -> {
          raised = true;
          raisedNanos = ticker.nanos();
        }
        case HOLD -> held = true;
        case CLOSE -> {
          held = false;
          raised = false;
        }
      }
    }
    return new BarrierAnswer.Done();
  }

  @Override
  public synchronized BarrierState state() throws IOException {
    if (behaviour == Behaviour.SILENT) {
      throw new IOException("it is set to say nothing");
    }
    raised &= ticker.nanos() - raisedNanos < up.toNanos();
    return new BarrierState(
        held || raised ? Position.OPEN : Position.CLOSED,
        hasLoop ? occupied ? Loop.OCCUPIED : Loop.FREE : Loop.UNKNOWN);
  }

  @Override
  public boolean hasLoop() {
    return hasLoop;
  }

  @Override
  public void close() {}
}
