package org.gatehouse.bench.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What barriers heard of vehicles that were told, one after the other on each lane. A barrier hears
 * no more than that it is to open: whose opening it was follows from which vehicle was its lane's
 * last. Used by one thread.
 */
final class Hearings {
  /** Whoever is listed and not opened for by then is missed. */
  static final long ANSWER_MILLIS = 5_000;

  /** For so long after a vehicle that is not listed no other is told at its lane. */
  private static final long WATCH_MILLIS = 250;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Function<String, BlockingQueue<Long>> barriers;
  private final Map<String, Vehicle> last = new HashMap<>();
  private int wrong;
  private int late;
  private int missed;

  private record Vehicle(boolean listed, long toldNanos) {}

  /**
   * Of nothing yet.
   *
   * @param barriers by lane when each was told to open, by {@link System#nanoTime}
   */
  Hearings(Function<String, BlockingQueue<Long>> barriers) {
    this.barriers = barriers;
  }

  /**
   * Ends with a lane's last vehicle, before its next one is told: what was heard since is of that.
   */
  void settle(String lane) throws InterruptedException {
    Vehicle vehicle = last.remove(lane);
    if (vehicle == null) {
      return;
    }
    BlockingQueue<Long> heard = barriers.apply(lane);
    if (vehicle.listed) {
      for (Long at = heard.poll(); at != null; at = heard.poll()) {
        late++;
      }
      return;
    }
    long until = vehicle.toldNanos + TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS);
    for (Long at = next(heard, until); at != null; at = heard.poll()) {
      wrong++;
    }
  }

  /** Ends with every lane's last vehicle. */
  void settleAll() throws InterruptedException {
    for (String lane : List.copyOf(last.keySet())) {
      settle(lane);
    }
  }

  /** A vehicle was told that is not listed. */
  void unlisted(String lane, long toldNanos) {
    last.put(lane, new Vehicle(false, toldNanos));
  }

  /**
   * A vehicle was told that is listed: waits until its barrier hears of it.
   *
   * @return how long that took; {@link #ANSWER_MILLIS} if it did not
   */
  double listed(String lane, long toldNanos) throws InterruptedException {
    last.put(lane, new Vehicle(true, toldNanos));
    long until = toldNanos + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
    BlockingQueue<Long> heard = barriers.apply(lane);
    for (Long at = next(heard, until); at != null; at = next(heard, until)) {
      if (at - toldNanos >= 0) {
        return Math.min(ANSWER_MILLIS, (at - toldNanos) / NANOS_PER_MILLI);
      }
      // Heard before this one was told: of the one before it.
      late++;
    }
    missed++;
    return ANSWER_MILLIS;
  }

  private static @Nullable Long next(BlockingQueue<Long> heard, long until)
      throws InterruptedException {
    return heard.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Openings for vehicles that are not listed. */
  int wrong() {
    return wrong;
  }

  /** Openings for listed vehicles that had been opened for, or were given up. */
  int late() {
    return late;
  }

  /** Listed vehicles that were not opened for in time. */
  int missed() {
    return missed;
  }
}
