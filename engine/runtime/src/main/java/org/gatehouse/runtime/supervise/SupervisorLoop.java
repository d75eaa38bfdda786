package org.gatehouse.runtime.supervise;

import java.time.Duration;

/** Runs tasks one after the other, now or later. Thread-safe; tests bring one on simulated time. */
public interface SupervisorLoop extends AutoCloseable {
  /** Runs a task soon. Ignored after {@link #close}. */
  void execute(Runnable task);

  /** Runs a task after a while. Ignored after {@link #close}. */
  void schedule(Duration delay, Runnable task);

  /** Drops what has not begun yet. */
  @Override
  void close();
}
