package org.gatehouse.integrations.barrier.modbus;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;

/**
 * Switches coils: on, read back, and off again when the pulse is over. A coil that cannot be
 * switched off is tried again until it is, and told meanwhile. Orders come from one thread, the
 * ends of pulses from another; coils that are to be switched off are guarded by this object's lock.
 */
final class ModbusBarrier implements BarrierDriver {
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final ModbusConfig config;
  private final ModbusClient client;
  private final ScheduledExecutorService pulses =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("modbus-pulse").factory());

  /** Coils that are to be switched off, and when by {@link System#nanoTime}. */
  private final Map<Integer, Long> ends = new HashMap<>();

  /** Those of them that could not be. */
  private final Set<Integer> stuck = ConcurrentHashMap.newKeySet();

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
    endOthers(coil);
    try {
      switched(coil, true, sent);
      stuck.remove(coil);
    } finally {
      // Also where nobody knows: a contact that stays closed holds the barrier open.
      endLater(coil, length);
    }
  }

  private synchronized void hold(Runnable sent) throws IOException {
    endOthers(holdCoil());
    switched(holdCoil(), true, sent);
    settled(holdCoil());
  }

  private synchronized void close(Duration pulse, Runnable sent) throws IOException {
    endOthers(holdCoil());
    switched(holdCoil(), false, sent);
    settled(holdCoil());
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

  /** It is as somebody wants it to be: no end of a pulse changes that any more. */
  private void settled(int coil) {
    ends.remove(coil);
    stuck.remove(coil);
  }

  /** Two contacts at once would have the barrier open and close: a pulse on another ends now. */
  private void endOthers(int coil) {
    for (int other : List.copyOf(ends.keySet())) {
      // One that is stuck is tried again by itself, and no order waits for that.
      if (other != coil && !stuck.contains(other)) {
        end(other);
      }
    }
  }

  private void endLater(int coil, Duration after) {
    ends.put(coil, System.nanoTime() + after.toNanos());
    if (!pulses.isShutdown()) {
      var _ = pulses.schedule(this::endDue, after.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** A coil that was given more time since has another turn. */
  private synchronized void endDue() {
    long now = System.nanoTime();
    Map.copyOf(ends)
        .forEach(
            (coil, at) -> {
              if (now - at >= 0) {
                end(coil);
              }
            });
  }

  private synchronized void endAll() {
    List.copyOf(ends.keySet()).forEach(this::end);
  }

  private void end(int coil) {
    try {
      switched(coil, false, () -> {});
      settled(coil);
    } catch (IOException e) {
      stuck.add(coil);
      endLater(coil, AGAIN);
    }
  }

  @Override
  public BarrierState state() throws IOException {
    if (!stuck.isEmpty()) {
      throw new IOException("a contact of it could not be switched off after the pulse");
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
    endAll();
    client.close();
  }
}
