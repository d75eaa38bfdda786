package org.gatehouse.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;

/**
 * Holds off whoever guesses. Failures are counted by name and address together, by name, and by
 * address; at the limit of any, nothing is tried for a minute, then for twice as long each time, an
 * hour at most. One name alone needs many failures, so that nobody can lock others out easily.
 * Counts are forgotten after a day without failures. Thread-safe.
 */
public final class LockOut {
  private static final int PAIR_LIMIT = 5;
  private static final int NAME_LIMIT = 50;
  private static final int ADDRESS_LIMIT = 30;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /** More at once: the oldest counts are forgotten. */
  private static final int MOST = 20_000;

  private final Ticker ticker;

  /** Oldest first. Guarded by the lock. */
  private final Map<String, Count> counts = new LinkedHashMap<>();

  /**
   * @param failures since the count began, or since it was locked last
   * @param locks how often it was locked
   * @param until nothing is tried before, monotonic
   * @param last the last failure, monotonic
   */
  private record Count(int failures, int locks, long until, long last) {}

  /** By that clock. */
  public LockOut(Ticker ticker) {
    this.ticker = ticker;
  }

  /** How long nothing is tried yet; zero if it may be tried. */
  public synchronized Duration wait(String name, String address) {
    long now = ticker.nanos();
    long longest = 0;
    for (String key : new String[] {pair(name, address), name(name), address(address)}) {
      Count count = counts.get(key);
      if (count != null) {
        longest = Math.max(longest, count.until() - now);
      }
    }
    return Duration.ofNanos(longest);
  }

  /**
   * It was wrong.
   *
   * @return true if from now on nothing is tried for a while
   */
  public synchronized boolean failed(String name, String address) {
    boolean locked = count(pair(name, address), PAIR_LIMIT);
    locked |= count(name(name), NAME_LIMIT);
    locked |= count(address(address), ADDRESS_LIMIT);
    while (counts.size() > MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
    return locked;
  }

  private boolean count(String key, int limit) {
    long now = ticker.nanos();
    Count before = counts.remove(key);
    if (before == null || now - before.last() > FORGOTTEN.toNanos()) {
      before = new Count(0, 0, now, now);
    }
    boolean locks = before.failures() + 1 >= limit;
    counts.put(
        key,
        locks
            ? new Count(0, before.locks() + 1, now + pause(before.locks()).toNanos(), now)
            : new Count(before.failures() + 1, before.locks(), before.until(), now));
    return locks;
  }

  private static Duration pause(int locks) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(locks, 10));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** It was right: what was wrong before from there is forgotten. */
  public synchronized void succeeded(String name, String address) {
    counts.remove(pair(name, address));
  }

  /** Somebody who may do so lets that name try again. */
  public synchronized void unlock(String name) {
    counts.keySet().removeIf(key -> key.equals(name(name)) || key.endsWith("\n" + name));
  }

  private static String pair(String name, String address) {
    return "pair " + address + "\n" + name;
  }

  private static String name(String name) {
    return "name " + name;
  }

  private static String address(String address) {
    return "address " + address;
  }
}
