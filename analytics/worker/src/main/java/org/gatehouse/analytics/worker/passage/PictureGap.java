package org.gatehouse.analytics.worker.passage;

/**
 * How far apart the pictures are that a lane gets to see. Where there is too little processor for
 * all lanes they are a second apart, and what is to hold for the next picture or two must hold for
 * longer than usual. Belongs to its lane's thread.
 */
final class PictureGap {
  /** Pictures farther apart than this say that there is too little processor. */
  private static final long WIDE_MICROS = 400_000;

  /** Nothing is expected to hold for longer than this, however rare pictures are. */
  private static final long MOST_MICROS = 2_000_000;

  private long lastMicros = Long.MIN_VALUE;
  private long gapMicros;

  /** A picture of this time is looked at. */
  void taken(long micros) {
    gapMicros = lastMicros == Long.MIN_VALUE ? 0 : Math.clamp(micros - lastMicros, 0, MOST_MICROS);
    lastMicros = micros;
  }

  /** From the picture before to this one, microseconds, at most two seconds. */
  long micros() {
    return gapMicros;
  }

  /** Whether pictures are so rare that each must be made the most of, at the least cost. */
  boolean isWide() {
    return gapMicros >= WIDE_MICROS;
  }

  /** A time that lets so many pictures pass, and is not less than it usually is. */
  long orPictures(long usualMicros, double pictures) {
    return Math.max(usualMicros, Math.round(pictures * gapMicros));
  }
}
