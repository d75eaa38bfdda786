package org.gatehouse.runtime.ring;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** A place in a {@link StreamRing}. Owner: the one thread that reads; only {@link #wake} is not. */
final class RingReader implements StreamReader {
  /** A parked thread waits in real time, whatever the clock of the rest. */
  private static final Ticker CLOCK = Ticker.system();

  private final StreamRing ring;

  /** Number of the unit to read next. Written by the reading thread only. */
  private volatile long next;

  /** What was given from here on may be in use; all of it before the first release. */
  private volatile long held;

  private volatile boolean releases;

  private boolean awaitingKey = true;
  private boolean lapped;
  private final LongAdder missed = new LongAdder();
  private final LongAdder laps = new LongAdder();
  private volatile @Nullable Thread waiting;

  RingReader(StreamRing ring, long next) {
    this.ring = ring;
    this.next = next;
  }

  @Override
  public @Nullable AccessUnit poll() {
    long at = next;
    while (at < ring.head()) {
      AccessUnit unit = ring.at(at);
      if (unit == null) {
        at = jump(at);
      } else {
        at++;
        next = at;
        if (wanted(unit)) {
          return unit;
        }
      }
    }
    return null;
  }

  @Override
  public long pass(long epochMicros) {
    long from = next;
    long to = from;
    for (long key = ring.keyAfter(from - 1); key < ring.head(); key = ring.keyAfter(key)) {
      AccessUnit unit = ring.at(key);
      if (unit == null || unit.epochMicros() > epochMicros) {
        break;
      }
      to = key;
    }
    next = to;
    return to - from;
  }

  @Override
  public @Nullable AccessUnit take(Duration timeout) throws InterruptedException {
    AccessUnit unit = poll();
    return unit != null ? unit : await(CLOCK.nanos() + timeout.toNanos());
  }

  @Override
  public boolean closed() {
    return ring.closed() && next >= ring.head();
  }

  @Override
  public long missed() {
    return missed.sum();
  }

  @Override
  public long laps() {
    return laps.sum();
  }

  @Override
  public void close() {
    ring.forget(this);
  }

  @Override
  public void release() {
    releases = true;
    held = Math.max(held, next - 1);
  }

  /** Number of the unit up to which the ring need not wait for this reader. Any thread. */
  long position() {
    return releases ? held : next;
  }

  /** Number up to which units may be in use after this reader was closed; 0 if none is. */
  long lent() {
    return held < next ? next : 0;
  }

  /** Number of the first unit that may be in use. Any thread. */
  long held() {
    return held;
  }

  /** Called by the writer after each unit, and when the ring closes. */
  void wake() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Announces the wait before it looks again: the writer moves the head before it looks for waiting
   * readers, so one of the two always sees the other.
   */
  private @Nullable AccessUnit await(long deadline) throws InterruptedException {
    waiting = Thread.currentThread();
    try {
      while (true) {
        AccessUnit unit = poll();
        long left = deadline - CLOCK.nanos();
        if (unit != null || left <= 0 || closed()) {
          return unit;
        }
        LockSupport.parkNanos(ring, left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      waiting = null;
    }
  }

  private boolean wanted(AccessUnit unit) {
    if (!awaitingKey || unit.randomAccess()) {
      awaitingKey = false;
      return true;
    }
    if (lapped) {
      missed.increment();
    }
    return false;
  }

  private long jump(long from) {
    long to = ring.keyAfter(from);
    missed.add(to - from);
    laps.increment();
    next = to;
    awaitingKey = true;
    lapped = true;
    ring.lapped();
    return to;
  }
}
