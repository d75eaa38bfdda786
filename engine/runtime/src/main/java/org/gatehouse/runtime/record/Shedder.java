package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;

/**
 * Decides how much is left out when a volume is too slow for all of its streams: first all sound,
 * then one stream after the other. The measure is how late a stream has its turn, for what waits
 * meanwhile lies in its ring, which is bounded. After each step it waits for two rounds to see
 * whether it was enough, unless rings are about to overflow. Comes back step by step, in large
 * steps and soon where {@link Headroom} has seen that the disk is quick again; the sooner it was
 * too much again, the longer it waits before the next try. Owner: the recorder's thread.
 */
final class Shedder {
  /** Rings hold some seconds more than this. */
  static final long LATE = TimeUnit.MILLISECONDS.toNanos(1_500);

  private static final long CALM = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long SOONEST = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SHORTEST_TRIAL = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_TRIAL = TimeUnit.SECONDS.toNanos(40);

  /** Where there is room for all it waits for so much less. */
  private static final int SOONER = 5;

  private static final int STEPS = 8;
  private static final int LARGE_STEPS = 5;

  /** It gets better if a round of all streams takes no more than this part of one before. */
  private static final double BETTER = 0.95;

  private final Headroom headroom;
  private int level;
  private long lateAtChange;
  private long changedAt;
  private long calmSince;
  private long trial = SHORTEST_TRIAL;
  private boolean easing;

  Shedder(Headroom headroom, long now) {
    this.headroom = headroom;
    changedAt = now - SOONEST;
    calmSince = now;
  }

  /**
   * A stream has its turn.
   *
   * @param late time since its last one
   * @param sheddable streams that may be left out
   * @return true if what is left out changes
   */
  boolean turn(long late, long now, int sheddable) {
    if (late >= CALM) {
      watchFrom(now);
    }
    int before = level;
    if (late >= 2 * LATE && now - changedAt >= Math.max(SOONEST, late / 2)) {
      more(late, now, sheddable, LARGE_STEPS);
    } else if (late >= LATE && now - changedAt >= 2 * late) {
      if (level == 0 || late > lateAtChange * BETTER) {
        more(late, now, sheddable, STEPS);
      } else {
        lateAtChange = late;
        changedAt = now;
      }
    } else if (level > 0) {
      tryLess(now, sheddable);
    }
    level = Math.min(level, 1 + sheddable);
    return level != before;
  }

  private void more(long late, long now, int sheddable, int steps) {
    if (easing) {
      trial = Math.min(LONGEST_TRIAL, trial * 2);
      easing = false;
    }
    level = level == 0 ? 1 : Math.min(1 + sheddable, level + step(sheddable, steps));
    lateAtChange = late;
    changedAt = now;
  }

  private void tryLess(long now, int sheddable) {
    int step = step(sheddable, STEPS);
    if (headroom.enoughFor(streams(), now, trial / SOONER)) {
      if (headroom.seesWriting()) {
        trial = Math.max(SHORTEST_TRIAL, trial / 2);
        step = Math.max(step, (streams() + 1) / 2);
      }
      less(now, step);
    } else if (now - calmSince >= trial) {
      less(now, step);
    }
  }

  private void less(long now, int step) {
    level = level == 1 ? 0 : Math.max(1, level - step);
    easing = true;
    if (level == 0) {
      trial = SHORTEST_TRIAL;
    }
    changedAt = now;
    watchFrom(now);
  }

  private void watchFrom(long now) {
    calmSince = now;
    headroom.restart(now);
  }

  private static int step(int sheddable, int steps) {
    return Math.max(1, sheddable / steps);
  }

  /** True if all sound is left out. */
  boolean sound() {
    return level > 0;
  }

  /** How many streams are left out. */
  int streams() {
    return Math.max(0, level - 1);
  }
}
