package org.gatehouse.bench.gate;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.simulator.SimulationListener;

/** Knows when each camera began and all ended to send. Told on the simulator's event loop. */
final class StreamWatch implements SimulationListener {
  private final Clock clock;
  private final Map<String, Long> starts = new ConcurrentHashMap<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final CountDownLatch begun;
  private final CountDownLatch ended;

  /**
   * @param cameras how many there are
   */
  StreamWatch(Clock clock, int cameras) {
    this.clock = clock;
    begun = new CountDownLatch(cameras);
    ended = new CountDownLatch(cameras);
  }

  @Override
  public void onPlay(String path, long client, long trackMicros) {
    if (starts.putIfAbsent(path, clock.millis() - trackMicros / 1000) == null) {
      begun.countDown();
    }
  }

  @Override
  public void onEnd(String path, long client, boolean completed) {
    if (completed && finished.add(path)) {
      ended.countDown();
    }
  }

  /** Waits until all have begun. */
  boolean awaitStart(int seconds) throws InterruptedException {
    return begun.await(seconds, TimeUnit.SECONDS);
  }

  /** Waits until all have ended. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Epoch milliseconds of the first picture by path. */
  Map<String, Long> startMillis() {
    return Map.copyOf(starts);
  }

  /** Epoch milliseconds of the first picture of the camera that began last. */
  long lastStartMillis() {
    return starts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
