package org.gatehouse.runtime.gate;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that waits for a lane's barrier: tells it what it is to do, one order after the other,
 * and asks it how it is in between. Thread-safe.
 */
final class BarrierLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BarrierLine.class);
  private static final Duration ASK = Duration.ofMillis(250);

  /** An order that waited longer would open for somebody who is gone. */
  private static final Duration STALE = Duration.ofMillis(2500);

  private static final BarrierAnswer TOO_LATE =
      new BarrierAnswer.Failed("it was not sent: the barrier was busy for too long");

  private static final Duration LAST_CHANCE = Duration.ofSeconds(3);

  /** Hears what the barrier says; called by the line's thread. */
  interface Listener {
    void sent(UUID order);

    void answered(UUID order, BarrierAnswer answer);

    void heard(BarrierState state);

    void unheard(String why);
  }

  private final String lane;
  private final BarrierDriver driver;
  private final Listener listener;
  private final Ticker ticker;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  private record Waiting(BarrierOrder order, long sinceNanos) {}

  BarrierLine(String lane, BarrierDriver driver, Listener listener, Ticker ticker) {
    this.lane = lane;
    this.driver = driver;
    this.listener = listener;
    this.ticker = ticker;
    this.thread = Thread.ofPlatform().daemon().name("barrier-" + lane).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Returns at once. */
  void order(BarrierOrder order) {
    queue.add(new Waiting(order, ticker.nanos()));
  }

  private void run() {
    try {
      while (!closing) {
        Waiting next = queue.poll(ASK.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          tell(next);
        }
        if (queue.isEmpty() && !closing) {
          ask();
        }
      }
    } catch (InterruptedException e) {
      log.debug("lane {}: closed", lane);
    }
  }

  private void tell(Waiting next) throws InterruptedException {
    UUID id = next.order().id();
    listener.answered(id, answer(next, id));
  }

  private BarrierAnswer answer(Waiting next, UUID id) throws InterruptedException {
    if (isStale(next)) {
      return TOO_LATE;
    }
    try {
      if (next.order().action() == BarrierAction.CLOSE && driver.hasLoop()) {
        // What was heard last may be a while ago, and somebody may have come since.
        Loop loop = driver.state().loop();
        if (loop != Loop.FREE) {
          return new BarrierAnswer.Failed("it was not sent: the loop is " + loop.word());
        }
        if (isStale(next)) {
          return TOO_LATE;
        }
      }
      return driver.tell(next.order(), () -> listener.sent(id));
    } catch (IOException e) {
      return new BarrierAnswer.Failed("it was not sent: the loop does not tell: " + e.getMessage());
    } catch (RuntimeException e) {
      log.error("lane {}: the barrier's driver failed", lane, e);
      return new BarrierAnswer.Silent("its driver failed; the log says more");
    }
  }

  private boolean isStale(Waiting order) {
    return ticker.nanos() - order.sinceNanos() > STALE.toNanos();
  }

  private void ask() throws InterruptedException {
    try {
      listener.heard(driver.state());
    } catch (IOException e) {
      listener.unheard(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("lane {}: the barrier's driver failed", lane, e);
      listener.unheard("its driver failed; the log says more");
    }
  }

  /** What is under way is given a moment; what waits is not told any more. */
  @Override
  public void close() {
    queue.clear();
    closing = true;
    try {
      if (!thread.join(LAST_CHANCE)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    driver.close();
  }
}
