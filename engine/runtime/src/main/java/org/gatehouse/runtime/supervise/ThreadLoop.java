package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own. Thread-safe. */
final class ThreadLoop implements SupervisorLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

  private final String name;
  private final ScheduledThreadPoolExecutor executor;

  ThreadLoop(String name) {
    this.name = name;
    this.executor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
  }

  @Override
  public void execute(Runnable task) {
    schedule(Duration.ZERO, task);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // failures are logged by the task's wrapping
  public void schedule(Duration delay, Runnable task) {
    try {
      executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, a task of the thread {} is dropped", name);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the thread {} failed in a task", name, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
