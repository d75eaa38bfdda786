package org.gatehouse.analytics.worker.lane;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who may use the processor next. Lanes that want it at the same time get it by what they have used
 * for their weight; one that wants it alone gets it at once. All together use no more than the
 * cores they were given, a moment's burst aside. Pure; times are those of a steady clock,
 * nanoseconds.
 */
final class CorePolicy {
  /** A lane that was idle has that much ahead of the others, no more. */
  private static final double LEAD_NANOS = 200e6;

  /** Unused time is kept for that long, and debts are not counted beyond that. */
  private static final double BURST_SECONDS = 0.25;

  private static final double DEEPEST_SECONDS = 3;

  /** Debt, in seconds of all cores, at which a lane of weight 1 looks at key pictures only. */
  private static final double STARVED_SECONDS = 0.5;

  /** What a lane has used. Owned by the policy. */
  static final class Account {
    private final int weight;
    private double used;

    private Account(int weight) {
      this.weight = weight;
    }
  }

  private final Set<Account> waiting = new HashSet<>();
  private double cores;
  private double balanceNanos;
  private long refilledNanos;
  private double clock;
  private int running;

  /** So many cores from now on; 0: as many as there are. */
  void cores(double given, long now) {
    refill(now);
    cores = given;
    balanceNanos = Math.min(balanceNanos, most());
  }

  /** A lane of that weight. */
  Account join(int weight) {
    Account account = new Account(Math.max(1, weight));
    account.used = clock;
    return account;
  }

  /** It wants to use the processor, until it got it or gives up. */
  void wants(Account account) {
    account.used = Math.max(account.used, clock - LEAD_NANOS / account.weight);
    waiting.add(account);
  }

  /** It does not wait any longer. */
  void givesUp(Account account) {
    waiting.remove(account);
  }

  /** Gives it the processor if it is its turn. */
  boolean grant(Account account, long now) {
    refill(now);
    if (cores > 0 && (running >= Math.ceil(cores) || balanceNanos <= 0 || !isFirst(account))) {
      return false;
    }
    waiting.remove(account);
    running++;
    clock = Math.max(clock, account.used);
    return true;
  }

  /**
   * Gives a lane that has the processor another core, if nobody else could use it now.
   *
   * @param all how many cores there are
   */
  boolean grantSpare(int all, long now) {
    refill(now);
    boolean free = running < (cores > 0 ? Math.floor(cores) : all);
    if (!free || !waiting.isEmpty() || (cores > 0 && balanceNanos <= 0)) {
      return false;
    }
    running++;
    return true;
  }

  private boolean isFirst(Account account) {
    return waiting.stream().allMatch(other -> other.used >= account.used);
  }

  /** It is done with what it was granted. */
  void done() {
    running--;
  }

  /** It used so much, granted or not. */
  void charge(Account account, long cpuNanos) {
    account.used += (double) cpuNanos / account.weight;
    balanceNanos -= cpuNanos;
  }

  /** Whether there is so little that it should only look at key pictures; the light ones first. */
  boolean isStarved(Account account, long now) {
    refill(now);
    return cores > 0 && balanceNanos < -STARVED_SECONDS * account.weight * second();
  }

  /** How long until there may be something to grant. */
  long nanosUntilBalance(long now) {
    refill(now);
    return balanceNanos > 0 || cores <= 0 ? Long.MAX_VALUE : (long) (-balanceNanos / cores) + 1;
  }

  private void refill(long now) {
    double earned = (now - refilledNanos) * cores;
    refilledNanos = now;
    balanceNanos =
        Math.clamp(balanceNanos + earned, -DEEPEST_SECONDS * second(), Math.max(0, most()));
  }

  private double most() {
    return BURST_SECONDS * second();
  }

  private double second() {
    return cores * TimeUnit.SECONDS.toNanos(1);
  }
}
