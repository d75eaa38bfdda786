package org.gatehouse.integrations.barrier.modbus;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.jspecify.annotations.Nullable;

/**
 * Switches coils: on, read back, and off again when the pulse is over. A coil that cannot be
 * switched off is tried again until it is, and told meanwhile. Orders come from one thread, the end
 * of a pulse from another.
 */
final class ModbusBarrier implements BarrierDriver {
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final ModbusConfig config;
  private final ModbusClient client;
  private final ScheduledExecutorService pulses =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("modbus-pulse").factory());
  private volatile boolean stuck;
  private @Nullable Future<?> ending;

  /** Coil that is on for a pulse; null if none is. */
  private @Nullable Integer pulsing;

  ModbusBarrier(ModbusConfig config, ModbusClient client) {
    this.config = config;
    this.client = client;
  }

  private int holdCoil() {
    return config.holdCoil() == null ? config.openCoil() : config.holdCoil();
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) {
    AtomicBoolean left = new AtomicBoolean();
    Runnable leaving =
        () -> {
          if (left.compareAndSet(false, true)) {
            sent.run();
          }
        };
    try {
      switch (order.action()) {
        case OPEN -> pulse(config.openCoil(), order.pulse(), leaving);
        case HOLD -> hold(leaving);
        case CLOSE -> close(order.pulse(), leaving);
      }
      return new BarrierAnswer.Done();
    } catch (ModbusClient.UnreachableException e) {
      // Once it was written to, that it cannot be read back says nothing of what it did.
      String seen = String.valueOf(e.getMessage());
      return left.get() ? new BarrierAnswer.Silent(seen) : new BarrierAnswer.Failed(seen);
    } catch (ModbusException e) {
      return new BarrierAnswer.Failed(String.valueOf(e.getMessage()));
    } catch (SocketTimeoutException e) {
      return new BarrierAnswer.Silent("the relay gave no answer");
    } catch (IOException e) {
      String seen = "the connection to the relay broke: " + e.getMessage();
      return left.get() ? new BarrierAnswer.Silent(seen) : new BarrierAnswer.Failed(seen);
    }
  }

  private synchronized void pulse(int coil, Duration length, Runnable sent) throws IOException {
    forgetPulse();
    pulsing = coil;
    try {
      switched(coil, true, sent);
    } finally {
      // Also where nobody knows: a contact that stays closed holds the barrier open.
      endLater(length);
    }
  }

  private synchronized void hold(Runnable sent) throws IOException {
    forgetPulse();
    switched(holdCoil(), true, sent);
  }

  private synchronized void close(Duration pulse, Runnable sent) throws IOException {
    forgetPulse();
    switched(holdCoil(), false, sent);
    if (config.closeCoil() != null) {
      pulse(config.closeCoil(), pulse, sent);
    }
  }

  private void switched(int coil, boolean on, Runnable sent) throws IOException {
    client.write(coil, on, sent);
    if (client.coil(coil) != on) {
      throw new ModbusException(
          "the relay took the order, and its coil %d is still %s"
              .formatted(coil, on ? "off" : "on"));
    }
  }

  private void forgetPulse() {
    if (ending != null) {
      ending.cancel(false);
    }
    pulsing = null;
    stuck = false;
  }

  private void endLater(Duration after) {
    ending = pulses.schedule(this::end, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void end() {
    Integer coil = pulsing;
    if (coil == null) {
      return; // Another order came while this waited for its turn.
    }
    try {
      switched(coil, false, () -> {});
      pulsing = null;
      stuck = false;
    } catch (IOException e) {
      stuck = true;
      if (!pulses.isShutdown()) {
        endLater(AGAIN);
      }
    }
  }

  @Override
  public BarrierState state() throws IOException {
    if (stuck) {
      throw new IOException("its opening contact could not be switched off after the pulse");
    }
    boolean up = config.openInput() != null && client.input(config.openInput());
    boolean down = config.closedInput() != null && client.input(config.closedInput());
    if (config.openInput() == null && config.closedInput() == null) {
      // The coil tells at least that the relay is there.
      client.coil(config.openCoil());
    }
    Position position = up == down ? Position.UNKNOWN : up ? Position.OPEN : Position.CLOSED;
    return new BarrierState(position, loop());
  }

  private Loop loop() throws IOException {
    if (config.loopInput() == null) {
      return Loop.UNKNOWN;
    }
    boolean on = client.input(config.loopInput());
    return on != config.loopInverted() ? Loop.OCCUPIED : Loop.FREE;
  }

  @Override
  public boolean hasLoop() {
    return config.loopInput() != null;
  }

  /** A pulse that has begun is ended now. */
  @Override
  public void close() {
    pulses.shutdownNow();
    end();
    client.close();
  }
}
