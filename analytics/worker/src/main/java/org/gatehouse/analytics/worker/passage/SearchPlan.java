package org.gatehouse.analytics.worker.passage;

import java.util.List;

/**
 * When a lane is searched for plates, and how finely: often while something moves and nothing is
 * known, now and then beside plates that are followed. Belongs to its lane's thread.
 */
final class SearchPlan {
  /** While something moves and no plate is found, every so many searches is a finer one. */
  private static final int FINE_EVERY = 3;

  private static final long LEAST_MICROS = 100_000;
  private static final long SLOWEST_MICROS = 400_000;

  /** By so much each search without a plate puts off the next one. */
  private static final long BARREN_MICROS = 25_000;

  /** Beside plates that are followed; or so many pictures, where those are rare. */
  private static final long WITH_PLATES_MICROS = 800_000;

  private static final double WITH_PLATES_PICTURES = 2.5;

  private final PictureGap gap;
  private long lastMicros = Long.MIN_VALUE / 2;
  private int barren;

  SearchPlan(PictureGap gap) {
    this.gap = gap;
  }

  /** Nothing moves: what comes next is something new. */
  void calm() {
    barren = 0;
  }

  /** Whether it is time for a search where something moves. */
  boolean isDue(List<PlateTrack> inSight, long micros) {
    return micros - lastMicros >= period(inSight, micros);
  }

  /** Whether one was made a while ago, so that a lost plate may be searched for. */
  boolean mayAgain(long micros) {
    return micros - lastMicros >= LEAST_MICROS;
  }

  /** A plate that only stands there does not put searches off: others may pass it. */
  private long period(List<PlateTrack> inSight, long micros) {
    if (inSight.isEmpty()) {
      return Math.min(SLOWEST_MICROS, LEAST_MICROS + barren * BARREN_MICROS);
    }
    return inSight.stream().allMatch(track -> track.isAtRest(micros))
        ? SLOWEST_MICROS
        : gap.orPictures(WITH_PLATES_MICROS, WITH_PLATES_PICTURES);
  }

  /**
   * A search is made now.
   *
   * @return whether it is a finer one
   */
  boolean begin(boolean anyPlate, long micros) {
    lastMicros = micros;
    barren = anyPlate ? 0 : barren + 1;
    return barren > 0 && barren % FINE_EVERY == 0;
  }
}
