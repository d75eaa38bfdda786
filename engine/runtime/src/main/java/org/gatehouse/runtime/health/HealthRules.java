package org.gatehouse.runtime.health;

import org.jspecify.annotations.Nullable;

/**
 * What a picture's facts mean. What is told already ends only at milder limits than those at which
 * it began. Pure; the limits are measured, see docs/decisions/022-picture-health.md.
 */
final class HealthRules {
  private static final int LEAST_LANDMARKS = 10;

  private static final double BLACK_MEAN = 26;
  private static final double BLACK_LIT = 0.02;
  private static final double DARK_MEAN = 48;
  private static final double DARK_LIT = 0.15;
  private static final double MOST_GONE = 0.75;
  private static final double WHITE = 0.5;
  private static final double WHITE_STILL = 0.35;
  private static final double WHITE_UNKNOWN = 0.8;
  private static final double WHITE_GROWTH = 0.3;
  private static final double BLURRED = 0.55;
  private static final double BLURRED_STILL = 0.7;
  private static final double OTHER = 0.4;
  private static final double OTHER_STILL = 0.55;
  private static final double SURELY_OTHER = 0.3;
  private static final double HALF = 0.5;
  private static final int SURE_WEIGHT = 3;

  private HealthRules() {}

  /**
   * What is wrong with a picture; null if nothing is.
   *
   * @param told what is told of the camera already; null if nothing is
   */
  static @Nullable PictureFault judge(PictureFacts facts, @Nullable PictureFault told) {
    if (black(facts, told == PictureFault.BLACK)) {
      return PictureFault.BLACK;
    }
    if (overExposed(facts, told == PictureFault.OVER_EXPOSED)) {
      return PictureFault.OVER_EXPOSED;
    }
    if (facts.landmarks() < LEAST_LANDMARKS) {
      return null;
    }
    if (blurred(facts, told == PictureFault.BLURRED)) {
      return PictureFault.BLURRED;
    }
    boolean elsewhere = told == PictureFault.BLOCKED || told == PictureFault.MOVED;
    if (facts.same() >= (elsewhere ? OTHER_STILL : OTHER)) {
      return null;
    }
    return facts.structure() < HALF ? PictureFault.BLOCKED : PictureFault.MOVED;
  }

  /**
   * How much a look counts. A vehicle that stands before the camera hides much of the scene, but
   * seldom nearly all of it: less than that must last three times as long.
   */
  static int weight(PictureFacts facts, PictureFault fault) {
    boolean another = fault == PictureFault.BLOCKED || fault == PictureFault.MOVED;
    return another && facts.same() < SURELY_OTHER ? SURE_WEIGHT : 1;
  }

  private static boolean black(PictureFacts facts, boolean told) {
    boolean nothing = facts.mean() <= BLACK_MEAN && facts.lit() <= BLACK_LIT;
    boolean gone =
        facts.landmarks() >= LEAST_LANDMARKS
            && facts.flat() >= (told ? HALF : MOST_GONE)
            && facts.same() < OTHER_STILL
            && facts.mean() < DARK_MEAN
            && facts.lit() <= DARK_LIT
            && facts.mean() < facts.usualMean() * HALF;
    return nothing || gone;
  }

  private static boolean overExposed(PictureFacts facts, boolean told) {
    if (!facts.known()) {
      return facts.white() >= WHITE_UNKNOWN;
    }
    double growth = facts.white() - facts.usualWhite();
    return facts.white() >= (told ? WHITE_STILL : WHITE)
        && growth >= (told ? WHITE_GROWTH * HALF : WHITE_GROWTH);
  }

  private static boolean blurred(PictureFacts facts, boolean told) {
    return facts.same() >= HALF && facts.sharpness() < (told ? BLURRED_STILL : BLURRED);
  }
}
