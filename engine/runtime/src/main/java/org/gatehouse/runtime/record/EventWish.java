package org.gatehouse.runtime.record;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Wants what is around events of a camera: from some seconds before each to some seconds after it.
 * What lasts (a digital input that is on) is wanted until it ends, but no longer than ten minutes
 * after it was last told. Thread-safe.
 */
public final class EventWish implements Wish {
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

  /** Sources that last; more are not told apart. */
  private static final int MOST_SOURCES = 64;

  private final long before;
  private final long after;
  private final Set<String> lasting = new HashSet<>();
  private boolean any;
  private long until;
  private long lastingUntil;

  /**
   * Wants nothing before the first event.
   *
   * @param before pre-roll: as much of it as the ring holds
   */
  public EventWish(Duration before, Duration after) {
    this.before = TimeUnit.NANOSECONDS.toMicros(before.toNanos());
    this.after = TimeUnit.NANOSECONDS.toMicros(after.toNanos());
  }

  /** Something happened now. */
  public synchronized void happened(long nowMicros) {
    any = true;
    until = Math.max(until, nowMicros + after);
  }

  /** Something of that name began, or is told to last. */
  public synchronized void began(String source, long nowMicros) {
    happened(nowMicros);
    if (lasting.size() < MOST_SOURCES) {
      lasting.add(source);
    }
    lastingUntil = nowMicros + LONGEST;
  }

  /** Something of that name ended. */
  public synchronized void ended(String source, long nowMicros) {
    if (lasting.remove(source)) {
      happened(nowMicros);
    }
  }

  @Override
  public synchronized boolean open(long nowMicros) {
    if (nowMicros >= lastingUntil) {
      lasting.clear();
    }
    return any && (nowMicros < until || !lasting.isEmpty());
  }

  @Override
  public long preRollMicros() {
    return before;
  }
}
