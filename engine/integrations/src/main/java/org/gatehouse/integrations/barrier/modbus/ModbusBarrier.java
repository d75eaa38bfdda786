package org.gatehouse.integrations.barrier.modbus;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.time.Ticker;

/**
 * Switches coils: on, read back, and off again when the pulse is over. A coil that cannot be
 * switched off is tried again until it is, and told meanwhile. Orders come from one thread, the
 * ends of pulses from another; both take turns, an order and a coil at a time.
 */
final class ModbusBarrier implements BarrierDriver {
  private static final Duration AGAIN = Duration.ofMillis(200);

  /** Whoever an order is for may be gone after so long. */
  private static final Duration LATEST = Duration.ofSeconds(2);

  private final ModbusConfig config;
  private final ModbusClient client;
  private final Ticker ticker;

  /** Held while coils are switched. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ScheduledExecutorService pulses =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("modbus-pulse").factory());

  /** Coils that are to be switched off, and when by {@link System#nanoTime}; changed by turns. */
  private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

  /** Those of them that could not be. */
  private final Set<Integer> stuck = ConcurrentHashMap.newKeySet();

  ModbusBarrier(ModbusConfig config, ModbusClient client, Ticker ticker) {
    this.config = config;
    this.client = client;
    this.ticker = ticker;
  }

  /** An order on its way. Owned by the thread of orders. */
  private final class Way {
    private final Runnable sent;
    private final long deadline = ticker.nanos() + LATEST.toNanos();
    private boolean left;

    Way(Runnable sent) {
      this.sent = sent;
    }

    boolean inTime() {
      return ticker.nanos() - deadline < 0;
    }

    /** Of what it consists of, something left. */
    void leave() {
      if (!left) {
        left = true;
        sent.run();
      }
    }
  }

  private int holdCoil() {
    return config.holdCoil() == null ? config.openCoil() : config.holdCoil();
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException {
    Way way = new Way(sent);
    if (!turn.tryLock(LATEST.toNanos(), TimeUnit.NANOSECONDS)) {
      return new BarrierAnswer.Failed("it was not sent: the relay was busy for too long");
    }
    try {
      return tell(order, way);
    } finally {
      turn.unlock();
    }
  }

  private BarrierAnswer tell(BarrierOrder order, Way way) {
    try {
      switch (order.action()) {
        case OPEN -> pulse(config.openCoil(), order.pulse(), way);
        case HOLD -> hold(way);
        case CLOSE -> close(order.pulse(), way);
      }
      return new BarrierAnswer.Done();
    } catch (ModbusClient.LateException e) {
      return way.left
          ? new BarrierAnswer.Silent("it was sent in part: " + e.getMessage())
          : new BarrierAnswer.Failed("it was not sent: " + e.getMessage());
    } catch (ModbusClient.UnreachableException e) {
      // Once it was written to, that it cannot be read back says nothing of what it did.
      String seen = String.valueOf(e.getMessage());
      return way.left ? new BarrierAnswer.Silent(seen) : new BarrierAnswer.Failed(seen);
    } catch (ModbusException e) {
      String seen = String.valueOf(e.getMessage());
      return e.refused() ? new BarrierAnswer.Failed(seen) : new BarrierAnswer.Silent(seen);
    } catch (SocketTimeoutException e) {
      return new BarrierAnswer.Silent("the relay gave no answer");
    } catch (IOException e) {
      String seen = "the connection to the relay broke: " + e.getMessage();
      return way.left ? new BarrierAnswer.Silent(seen) : new BarrierAnswer.Failed(seen);
    }
  }

  private void pulse(int coil, Duration length, Way way) throws IOException {
    endOthers(coil);
    boolean mayBeOn = true;
    try {
      switched(coil, true, way::inTime, way::leave);
      stuck.remove(coil);
    } catch (ModbusClient.LateException e) {
      mayBeOn = false;
      throw e;
    } finally {
      // Also where nobody knows: a contact that stays closed holds the barrier open.
      if (mayBeOn) {
        endLater(coil, length);
      }
    }
  }

  private void hold(Way way) throws IOException {
    endOthers(holdCoil());
    switched(holdCoil(), true, way::inTime, way::leave);
    settled(holdCoil());
  }

  private void close(Duration pulse, Way way) throws IOException {
    endOthers(holdCoil());
    switched(holdCoil(), false, way::inTime, way::leave);
    settled(holdCoil());
    if (config.closeCoil() != null) {
      pulse(config.closeCoil(), pulse, way);
    }
  }

  private void switched(int coil, boolean on, BooleanSupplier inTime, Runnable sent)
      throws IOException {
    client.write(coil, on, inTime, sent);
    if (seen(coil) != on) {
      throw new ModbusException(
          "the relay took the order, and its coil %d is still %s"
              .formatted(coil, on ? "off" : "on"));
    }
  }

  private boolean seen(int coil) throws IOException {
    try {
      return client.coil(coil);
    } catch (ModbusException e) {
      throw new ModbusException(
          "the relay took the order, and does not tell its coil: " + e.getMessage());
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

  /** One after the other, so that an order need not wait for all of them. */
  private void endDue() {
    for (int coil : Set.copyOf(ends.keySet())) {
      turn.lock();
      try {
        // One that was given more time since has another turn.
        Long at = ends.get(coil);
        if (at != null && System.nanoTime() - at >= 0) {
          end(coil);
        }
      } finally {
        turn.unlock();
      }
    }
  }

  private void endAll() {
    turn.lock();
    try {
      List.copyOf(ends.keySet()).forEach(this::end);
    } finally {
      turn.unlock();
    }
  }

  private void end(int coil) {
    try {
      switched(coil, false, () -> true, () -> {});
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
