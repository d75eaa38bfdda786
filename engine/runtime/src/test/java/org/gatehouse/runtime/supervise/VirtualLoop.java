package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.gatehouse.contract.time.Ticker;

/** A loop on simulated time: tasks run on the test's thread, while it advances the clock. */
final class VirtualLoop implements SupervisorLoop, Ticker {
  private static final long EPOCH_MICROS = 1_700_000_000_000_000L;

  private record Task(long due, long order, Runnable work) {}

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Task> later =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
  private long nanos;
  private long orders;
  private boolean draining;

  @Override
  public void execute(Runnable task) {
    ready.add(task);
    drain();
  }

  private void drain() {
    if (!draining) {
      draining = true;
      while (!ready.isEmpty()) {
        ready.poll().run();
      }
      draining = false;
    }
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    orders++;
    later.add(new Task(nanos + delay.toNanos(), orders, task));
  }

  /** Lets time pass and runs what becomes due in it. */
  void advance(Duration by) {
    long end = nanos + by.toNanos();
    while (!later.isEmpty() && later.peek().due() <= end) {
      Task task = later.poll();
      nanos = Math.max(nanos, task.due());
      execute(task.work());
    }
    nanos = end;
  }

  @Override
  public void close() {
    later.clear();
    ready.clear();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long epochMicros() {
    return EPOCH_MICROS + nanos / 1000;
  }
}
