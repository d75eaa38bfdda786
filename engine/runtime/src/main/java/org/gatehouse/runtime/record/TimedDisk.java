package org.gatehouse.runtime.record;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.time.Ticker;

/**
 * Sees whether what waits for the disk waits long. Writes go to the memory of the system first, so
 * only this tells a disk that keeps up from one whose memory has room left. Thread-safe.
 */
final class TimedDisk implements Executor {
  /** A healthy disk is done sooner, with all that waits before. */
  private static final long SLOW = TimeUnit.SECONDS.toNanos(1);

  private final Executor disk;
  private final Ticker ticker;
  private int pending;
  private long busySince;
  private boolean wasSlow;
  private long slowAt;

  TimedDisk(Executor disk, Ticker ticker) {
    this.disk = disk;
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable work) {
    long asked = ticker.nanos();
    asked(asked);
    disk.execute(
        () -> {
          try {
            work.run();
          } finally {
            done(asked);
          }
        });
  }

  private synchronized void asked(long now) {
    if (pending == 0) {
      busySince = now;
    }
    pending++;
  }

  private synchronized void done(long asked) {
    pending--;
    long now = ticker.nanos();
    if (now - asked > SLOW) {
      wasSlow = true;
      slowAt = now;
    }
  }

  /** True if something has waited too long since then, or may be doing so. */
  synchronized boolean slowSince(long nanos) {
    return (wasSlow && slowAt - nanos >= 0) || (pending > 0 && ticker.nanos() - busySince > SLOW);
  }
}
