package org.gatehouse.server.cli.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.time.Ticker;

/**
 * Gives up something that says nothing for too long, such as a connection whose other end lost its
 * power and never said so. Thread-safe; it waits on a thread of its own until it is closed.
 */
final class Patience implements AutoCloseable {
  private final long most;
  private final Ticker ticker = Ticker.system();
  private final Runnable giveUp;
  private final Thread waiting;
  private volatile long heard;

  /**
   * Begins to wait.
   *
   * @param most how long it may say nothing
   * @param giveUp ends it; called once at most, on another thread
   */
  Patience(Duration most, Runnable giveUp) {
    this.most = most.toNanos();
    this.giveUp = giveUp;
    this.heard = ticker.nanos();
    this.waiting = Thread.ofVirtual().name("patience").start(this::await);
  }

  /** It said something. */
  void heard() {
    heard = ticker.nanos();
  }

  private void await() {
    try {
      long left = most;
      while (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
        left = most - (ticker.nanos() - heard);
      }
      giveUp.run();
    } catch (InterruptedException closed) {
      // It is over: nobody waits for it any more.
    }
  }

  @Override
  public void close() {
    waiting.interrupt();
  }
}
