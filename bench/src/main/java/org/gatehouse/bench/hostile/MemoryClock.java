package org.gatehouse.bench.hostile;

import java.time.Duration;
import org.gatehouse.bench.engine.ProcessMemory;

/** Looks at a process's memory every ten seconds, whatever else goes on, until it is closed. */
final class MemoryClock implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final double NANOS_PER_MINUTE = 60e9;

  private final long pid;
  private final Memory memory;
  private final long began = System.nanoTime();
  private final Thread thread;

  private MemoryClock(long pid, Memory memory) {
    this.pid = pid;
    this.memory = memory;
    this.thread = Thread.ofVirtual().name("memory-clock").unstarted(this::run);
  }

  static MemoryClock start(long pid, Memory memory) {
    MemoryClock clock = new MemoryClock(pid, memory);
    clock.thread.start();
    return clock;
  }

  private void run() {
    try {
      for (int count = 1; true; count++) {
        double rss = ProcessMemory.rssMiB(pid);
        // An engine that has ended holds nothing, and is found out by others.
        if (rss > 0) {
          memory.add((System.nanoTime() - began) / NANOS_PER_MINUTE, rss);
        }
        Thread.sleep(Duration.ofNanos(began + count * EVERY.toNanos() - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
