package org.gatehouse.server.wiring;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until analysis is ready, so that no vehicle passes in front of a worker that still loads
 * its models. Analysis that does not get ready holds no camera back for longer than {@link
 * #PATIENCE}: recording matters more. Thread-safe.
 */
final class GateWait implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GateWait.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final BooleanSupplier ready;
  private final Ticker ticker;
  private @Nullable Thread waiting;

  GateWait(BooleanSupplier ready, Ticker ticker) {
    this.ready = ready;
    this.ticker = ticker;
  }

  /** Runs {@code then} on another thread once analysis is ready, or patience is over. */
  synchronized void thenRun(Runnable then) {
    Thread before = waiting;
    waiting =
        Thread.ofVirtual()
            .name("gate-cameras")
            .start(
                () -> {
                  try {
                    if (before != null) {
                      before.join();
                    }
                    await();
                    then.run();
                  } catch (InterruptedException e) {
                    log.debug("closed before the gate cameras were opened");
                  }
                });
  }

  private void await() throws InterruptedException {
    long deadline = ticker.nanos() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      if (ticker.nanos() > deadline) {
        log.warn(
            "analysis is not ready after {} s; gate cameras are recorded without it until it is",
            PATIENCE.toSeconds());
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  @Override
  public synchronized void close() {
    Thread last = waiting;
    if (last != null) {
      last.interrupt();
      try {
        last.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
