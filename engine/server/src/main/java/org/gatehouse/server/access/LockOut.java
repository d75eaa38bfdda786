package org.gatehouse.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Holds off whoever guesses. Failures are counted by name and address together, by name, and by
 * address; at the limit of any, nothing is tried for a minute, then for twice as long each time, an
 * hour at most. One name alone needs many failures, so that nobody can lock others out easily. What
 * is not known to be right or wrong yet counts as wrong meanwhile, so that guesses that come at
 * once are no more than others. What was counted is forgotten evenly within a day, whether more
 * comes or not: a mistake a day never adds up. Of IPv6 the network counts (/64), for whoever has an
 * address there has them all. Thread-safe.
 */
public final class LockOut {
  private static final int PAIR_LIMIT = 5;
  private static final int NAME_LIMIT = 50;
  private static final int ADDRESS_LIMIT = 30;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final double FORGOTTEN = Duration.ofDays(1).toNanos();

  /** More make the pause no longer. */
  private static final int MOST_LOCKS = 7;

  private static final String PAIR = "pair ";

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
   * @param failures since it was locked last, as far as they are not forgotten
   * @param open tries that are not known to be right or wrong yet
   * @param locks how often it was locked, as far as that is not forgotten
   * @param until nothing is tried before, monotonic
   * @param at for when that holds, monotonic
   */
  private record Count(double failures, int open, double locks, long until, long at) {
    Count opened(int more) {
      return new Count(failures, Math.max(0, open + more), locks, until, at);
    }

    /** What is left of it. */
    Count later(long now, int most) {
      double share = (now - at) / FORGOTTEN;
      return new Count(
          Math.max(0, failures - share * most),
          open,
          Math.max(0, locks - share * MOST_LOCKS),
          until,
          now);
    }

    /** A failure counts until it is forgotten wholly. */
    int wholeFailures() {
      return (int) Math.ceil(failures);
    }

    int wholeLocks() {
      return (int) Math.ceil(locks);
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
   * @param name null if it goes without one
   * @return how long nothing is tried yet; zero if it has begun
   */
  public synchronized Duration begin(@Nullable String name, String address) {
    long now = ticker.nanos();
    List<Limit> limits = limits(name, address);
    long longest = 0;
    for (Limit limit : limits) {
      Count count = count(limit, now);
      boolean full = count.wholeFailures() + count.open() >= limit.most();
      longest = Math.max(longest, Math.max(count.until() - now, full ? UNDECIDED.toNanos() : 0));
    }
    if (longest == 0) {
      limits.forEach(limit -> open(limit, 1, now));
    }
    return Duration.ofNanos(longest);
  }

  private static List<Limit> limits(@Nullable String name, String address) {
    if (name == null) {
      return List.of(new Limit("nameless " + Network.of(address), ADDRESS_LIMIT));
    }
    return List.of(
        pairLimit(name, address),
        new Limit(name(name), NAME_LIMIT),
        new Limit(address(Network.of(address)), ADDRESS_LIMIT));
  }

  private static Limit pairLimit(String name, String address) {
    return new Limit(pair(name, Network.of(address)), PAIR_LIMIT);
  }

  private Count count(Limit limit, long now) {
    Count count = counts.get(limit.key());
    return count == null ? new Count(0, 0, 0, now, now) : count.later(now, limit.most());
  }

  private void open(Limit limit, int more, long now) {
    put(limit.key(), count(limit, now).opened(more));
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
   * @param name null if it went without one
   * @return true if from now on nothing is tried for a while
   */
  public synchronized boolean failed(@Nullable String name, String address) {
    boolean locked = false;
    for (Limit limit : limits(name, address)) {
      locked |= failed(limit);
    }
    return locked;
  }

  private boolean failed(Limit limit) {
    long now = ticker.nanos();
    Count before = count(limit, now).opened(-1);
    boolean locks = before.wholeFailures() + 1 >= limit.most();
    put(
        limit.key(),
        locks
            ? new Count(
                0,
                before.open(),
                Math.min(MOST_LOCKS, before.locks() + 1),
                now + pause(before.wholeLocks()).toNanos(),
                now)
            : new Count(before.failures() + 1, before.open(), before.locks(), before.until(), now));
    return locks;
  }

  private static Duration pause(int locks) {
    Duration pause = FIRST.multipliedBy(1L << locks);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** It was right: what was wrong before from there is forgotten. */
  public synchronized void succeeded(String name, String address) {
    withdrawn(name, address);
    long now = ticker.nanos();
    Limit pair = pairLimit(name, address);
    put(pair.key(), new Count(0, count(pair, now).open(), 0, now, now));
  }

  /**
   * It counts no more, and tells nothing of others: mostly because whether it was right is not
   * known, and will not be.
   *
   * @param name null if it went without one
   */
  public synchronized void withdrawn(@Nullable String name, String address) {
    long now = ticker.nanos();
    limits(name, address).forEach(limit -> open(limit, -1, now));
  }

  /** Somebody who may do so lets that name try again, also where it was wrong. */
  public synchronized void unlock(String name) {
    String end = "\n" + name;
    List<String> pairs =
        counts.keySet().stream().filter(key -> key.startsWith(PAIR) && key.endsWith(end)).toList();
    for (String pair : pairs) {
      counts.remove(pair);
      counts.remove(address(pair.substring(PAIR.length(), pair.length() - end.length())));
    }
    counts.remove(name(name));
  }

  private static String pair(String name, String address) {
    return PAIR + address + "\n" + name;
  }

  private static String name(String name) {
    return "name " + name;
  }

  private static String address(String address) {
    return "address " + address;
  }
}
