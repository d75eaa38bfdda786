package org.gatehouse.bench.record;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.contract.time.Ticker;

/** The thread that fills the rings, in the place of the sessions. */
final class Feeder {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final List<FedCamera> cameras;
  private final Thread thread;
  private volatile boolean over;
  private volatile double endCpuSeconds;

  private Feeder(List<FedCamera> cameras) {
    this.cameras = cameras;
    this.thread = Thread.ofPlatform().name("feeder").daemon(true).unstarted(this::run);
  }

  static Feeder start(List<FedCamera> cameras) {
    Feeder feeder = new Feeder(cameras);
    feeder.thread.start();
    return feeder;
  }

  private void run() {
    while (!over) {
      long now = System.nanoTime();
      for (FedCamera camera : cameras) {
        camera.feed(now, Ticker.system());
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    endCpuSeconds = cpu();
  }

  /** CPU time that it took so far. */
  double cpuSeconds() {
    return thread.isAlive() ? cpu() : endCpuSeconds;
  }

  private double cpu() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()) / 1e9;
  }

  void stop() throws InterruptedException {
    over = true;
    thread.join();
  }
}
