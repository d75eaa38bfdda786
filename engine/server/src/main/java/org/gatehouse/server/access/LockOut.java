package org.gatehouse.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;

/**
 * Holds off whoever guesses. Failures are counted by name and address together, by name, and by
 * address; at the limit of any, nothing is tried for a minute, then for twice as long each time, an
 * hour at most. One name alone needs many failures, so that nobody can lock others out easily. What
 * is not known to be right or wrong yet counts as wrong meanwhile, so that guesses that come at
 * once are no more than others. Counts are forgotten after a day without failures. Thread-safe.
 */
public final class LockOut {
  private static final int PAIR_LIMIT = 5;
  private static final int NAME_LIMIT = 50;
  private static final int ADDRESS_LIMIT = 30;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /** Until it is known whether others that came at once were right. */
  private static final Duration UNDECIDED = Duration.ofMillis(500);

  /** More at once: the oldest counts are forgotten. */
  private static final int MOST = 20_000;

  private final Ticker ticker;

  /** Oldest first. Guarded by the lock. */
  private final Map<String, Count> counts = new LinkedHashMap<>();

  /** What is counted, and at how many failures it is held off. */
  private record Limit(String key, int most) {}

  /**
   * @param failures since the count began, or since it was locked last
   * @param open tries that are not known to be right or wrong yet
   * @param locks how often it was locked
   * @param until nothing is tried before, monotonic
   * @param last the last failure, monotonic
   */
  private record Count(int failures, int open, int locks, long until, long last) {
    Count opened(int more) {
      return new Count(failures, Math.max(0, open + more), locks, until, last);
    }

    boolean isBlank() {
      return failures == 0 && open == 0 && locks == 0;
    }
  }

  /** By that clock. */
  public LockOut(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Begins a try, unless it has to wait. Whoever begins one says in the end that it was {@link
   * #failed} or {@link #succeeded}, or that it is {@link #withdrawn}.
   *
   * @return how long nothing is tried yet; zero if it has begun
   */
  public synchronized Duration begin(String name, String address) {
    long now = ticker.nanos();
    List<Limit> limits = limits(name, address);
    long longest = 0;
    for (Limit limit : limits) {
      Count count = count(limit.key(), now);
      boolean full = count.failures() + count.open() >= limit.most();
      longest = Math.max(longest, Math.max(count.until() - now, full ? UNDECIDED.toNanos() : 0));
    }
    if (longest == 0) {
      limits.forEach(limit -> open(limit.key(), 1, now));
    }
    return Duration.ofNanos(longest);
  }

  private static List<Limit> limits(String name, String address) {
    return List.of(
        new Limit(pair(name, address), PAIR_LIMIT),
        new Limit(name(name), NAME_LIMIT),
        new Limit(address(address), ADDRESS_LIMIT));
  }

  private Count count(String key, long now) {
    Count count = counts.get(key);
    return count == null || now - count.last() > FORGOTTEN.toNanos()
        ? new Count(0, count == null ? 0 : count.open(), 0, now, now)
        : count;
  }

  private void open(String key, int more, long now) {
    put(key, count(key, now).opened(more));
  }

  /** As the newest. */
  private void put(String key, Count count) {
    counts.remove(key);
    if (!count.isBlank()) {
      counts.put(key, count);
    }
    while (counts.size() > MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  /**
   * It was wrong.
   *
   * @return true if from now on nothing is tried for a while
   */
  public synchronized boolean failed(String name, String address) {
    boolean locked = false;
    for (Limit limit : limits(name, address)) {
      locked |= failed(limit);
    }
    return locked;
  }

  private boolean failed(Limit limit) {
    long now = ticker.nanos();
    Count before = count(limit.key(), now).opened(-1);
    int failures = before.failures() + 1;
    boolean locks = failures >= limit.most();
    put(
        limit.key(),
        locks
            ? new Count(
                0, before.open(), before.locks() + 1, now + pause(before.locks()).toNanos(), now)
            : new Count(failures, before.open(), before.locks(), before.until(), now));
    return locks;
  }

  private static Duration pause(int locks) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(locks, 10));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** It was right: what was wrong before from there is forgotten. */
  public synchronized void succeeded(String name, String address) {
    withdrawn(name, address);
    long now = ticker.nanos();
    String pair = pair(name, address);
    put(pair, new Count(0, count(pair, now).open(), 0, now, now));
  }

  /** Whether it was right is not known, and will not be: it counts no more. */
  public synchronized void withdrawn(String name, String address) {
    long now = ticker.nanos();
    limits(name, address).forEach(limit -> open(limit.key(), -1, now));
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
