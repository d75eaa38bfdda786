package org.gatehouse.analytics.worker.redact;

import org.gatehouse.analytics.worker.face.Face;

/**
 * How sure a face must be to be covered. Small ones are doubtful by nature and cost little of the
 * picture where they are none; a large one would hide a whole vehicle, and real ones of that size
 * score high. Pure.
 */
final class Doubt {
  /** Rather cover a hubcap than show a face. */
  static final double LEAST = 0.3;

  /** Below what a lane follows a face by, so that nothing is left of what a lane would see. */
  static final double LARGE = 0.37;

  /** Large is from this share of the picture's height on. */
  private static final double LARGE_SHARE = 0.2;

  private Doubt() {}

  /** Whether it is covered. */
  static boolean counts(Face face, int pictureHeight) {
    boolean large = face.box().height() > LARGE_SHARE * pictureHeight;
    return face.score() >= (large ? LARGE : LEAST);
  }
}
