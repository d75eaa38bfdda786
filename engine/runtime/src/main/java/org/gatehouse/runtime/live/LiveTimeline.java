package org.gatehouse.runtime.live;

import org.gatehouse.runtime.mp4.MediaClock;

/**
 * The time line that one viewer's player sees, in 1/90000 s from 0. A picture is sent before it is
 * known when the next one comes, so its duration is a guess; the next picture starts where the
 * guess ended, and what the guess was wrong by is taken back little by little. So the player's
 * buffer never has a hole, which would make it throw pictures away until the next key frame (Media
 * Source Extensions §3.5.8, step 6). Owner: one viewer.
 */
final class LiveTimeline {
  /** A cached picture lasts 1 ms, so that the player is at the live edge at once. */
  static final int HURRIED = 90;

  private static final int SMOOTHING = 8;
  private static final int CORRECTION = 4;
  private static final int TOLERATED_INTERVALS = 3;

  private boolean started;
  private long next;

  /** Time on the stream's line that is 0 on the viewer's. */
  private long origin;

  private long smoothed = MediaClock.DEFAULT_INTERVAL;

  /** Where the next picture starts. */
  long next() {
    return next;
  }

  /**
   * Places the next picture.
   *
   * @param time its decode time on the stream's own line
   * @param interval the stream's latest distance between pictures
   * @param hurry true for a picture that only serves to get to the live edge
   * @return its duration
   */
  int place(long time, int interval, boolean hurry) {
    if (!started) {
      started = true;
      origin = time;
      smoothed = interval;
    }
    smoothed += (interval - smoothed) / SMOOTHING;
    long duration = hurry ? HURRIED : steady(time - origin - next);
    if (hurry) {
      origin = time + interval - (next + duration);
    }
    next += duration;
    return (int) duration;
  }

  /** The usual duration, corrected by part of how far this picture came late. */
  private long steady(long late) {
    if (Math.abs(late) > TOLERATED_INTERVALS * smoothed) {
      origin += late;
      return smoothed;
    }
    return Math.clamp(smoothed + late / CORRECTION, Math.max(1, smoothed / 2), smoothed * 2);
  }
}
