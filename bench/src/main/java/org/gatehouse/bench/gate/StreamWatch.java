package org.gatehouse.bench.gate;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.simulator.SimulationListener;

/** Knows when the one camera began and ended to send. Told on the simulator's event loop. */
final class StreamWatch implements SimulationListener {
  private final Clock clock;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long startMillis;

  StreamWatch(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void onPlay(String path, long client, long trackMicros) {
    if (begun.getCount() > 0) {
      startMillis = clock.millis() - trackMicros / 1000;
      begun.countDown();
    }
  }

  @Override
  public void onEnd(String path, long client, boolean completed) {
    if (completed) {
      ended.countDown();
    }
  }

  boolean awaitStart(int seconds) throws InterruptedException {
    return begun.await(seconds, TimeUnit.SECONDS);
  }

  boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Epoch milliseconds of the first picture. */
  long startMillis() {
    return startMillis;
  }
}
