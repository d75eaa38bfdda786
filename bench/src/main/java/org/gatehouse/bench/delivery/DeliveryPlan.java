package org.gatehouse.bench.delivery;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a run does.
 *
 * @param sink what the destination is
 * @param rate events a second
 * @param kills how often the engine is killed, at random points of the way
 * @param outageSeconds how long the receiver refuses everything, once; 0 for never
 * @param warmUpSeconds how long the rate rises before the times of the events that follow count
 */
record DeliveryPlan(
    Sink sink,
    int events,
    double rate,
    int kills,
    int outageSeconds,
    int warmUpSeconds,
    int cameras,
    int pictureBytes,
    long seed) {
  /** What a destination may have under way, so what a kill may have it get twice. */
  private static final int WINDOW = 64;

  private static final double MOST_MILLIS = 150;
  private static final double LEAST_DRAIN = 5;

  /** Why no run can do that; null if one can. */
  @Nullable String refusal() {
    if (kills > 0 && outageSeconds > 0) {
      return "--kills and --outage do not go together: with kills the destination comes and goes,"
          + " which would end the outage. Measure one after the other";
    }
    double least = (Outage.AFTER_SECONDS + 1) * rate;
    if (outageSeconds > 0 && events < least) {
      return "the outage begins %d s after the first event, when %d at %s a second are all sent: --events must be %d at least"
          .formatted(Outage.AFTER_SECONDS, events, rate, (long) Math.ceil(least));
    }
    return null;
  }

  /** With those that come while everything is new to the processes. */
  int allEvents() {
    return events + warmUp();
  }

  /** How many come before the times count; their rate rises from nothing. */
  int warmUp() {
    return kills > 0 || outageSeconds > 0 ? 0 : (int) Math.round(warmUpSeconds * rate / 2);
  }

  /** At how many acknowledged events the engine is killed, ascending. */
  List<Integer> killsAt() {
    Random random = new Random(seed);
    return random.ints(kills, 1, Math.max(2, events)).sorted().boxed().toList();
  }

  /** How its kind of run is judged. */
  boolean good(Figures figures, @Nullable Double drainRatio) {
    boolean kept =
        figures.lost() == 0
            && figures.foreignDuplicates() == 0
            && figures.outOfOrder() == 0
            && figures.mostDuplicates() <= WINDOW;
    boolean quick =
        kills > 0
            || outageSeconds > 0
            || (figures.p99Millis() != null && figures.p99Millis() <= MOST_MILLIS);
    boolean drained = outageSeconds == 0 || (drainRatio != null && drainRatio >= LEAST_DRAIN);
    return kept && quick && drained;
  }
}
