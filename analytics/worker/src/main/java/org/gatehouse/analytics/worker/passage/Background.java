package org.gatehouse.analytics.worker.passage;

import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.BlockMap;

/**
 * What a lane looks like while nobody is there: a slow mean of each block's gray. Belongs to its
 * lane's thread.
 */
final class Background {
  /** So many gray levels off the background, and a block shows something else. */
  private static final int LEVELS = 16;

  /**
   * Share of what is seen beyond which the light or the view has changed, not what stands in it.
   */
  private static final double ALL = 0.8;

  private static final int WHITE = 255;
  private static final double EMPTY_SECONDS = 3;

  /** What stands for as long as this has become a part of the place. */
  private static final double COVERED_SECONDS = 90;

  /** A zone smaller than this share of the picture is taken for as large: noise is not smaller. */
  private static final double LEAST_ZONE = 0.25;

  private final float[] mean;
  private final int width;
  private final double scale;
  private long micros;

  Background(ThumbView first, long micros) {
    mean = new float[first.blocks()];
    width = first.width();
    scale = first.scale();
    this.micros = micros;
    begin(first);
  }

  /**
   * The largest thing in front of the background of the zone.
   *
   * @param share of the zone's blocks, 0 to 1
   * @param where the box around it, in pixels of the picture
   */
  record Foreground(double share, Box where) {}

  /** Compares a picture, and learns from it. */
  Foreground add(ThumbView view, long now) {
    boolean[] covered = new boolean[mean.length];
    int count = 0;
    double seconds = Math.clamp((now - micros) / 1e6, 0, 1);
    micros = now;
    int exposure = exposure(view);
    BlockMap map = view.map();
    for (int i = 0; i < mean.length; i++) {
      float off = view.gray(i) - mean[i];
      boolean stands = Math.abs(off - exposure) >= LEVELS && map.sees(i);
      covered[i] = stands && map.watches(i);
      count += stands ? 1 : 0;
      mean[i] += (float) (off * seconds / (stands ? COVERED_SECONDS : EMPTY_SECONDS));
    }
    if (count > ALL * map.seen()) {
      begin(view);
      return new Foreground(0, new Box(0, 0, 0, 0));
    }
    Blob blob = Blob.largest(covered, width);
    double zone = Math.max(map.watched(), LEAST_ZONE * map.seen());
    return new Foreground(blob.blocks() / Math.max(1, zone), box(blob));
  }

  /**
   * By how much the whole picture is brighter than the background: a white vehicle makes a camera
   * darken all that is around it. The median, of which a vehicle is the smaller part.
   */
  private int exposure(ThumbView view) {
    int[] counts = new int[2 * WHITE + 1];
    for (int i = 0; i < mean.length; i++) {
      if (view.map().sees(i)) {
        counts[Math.round(view.gray(i) - mean[i]) + WHITE]++;
      }
    }
    int sum = 0;
    int at = 0;
    while (at < 2 * WHITE && sum + counts[at] <= view.map().seen() / 2) {
      sum += counts[at];
      at++;
    }
    return at - WHITE;
  }

  boolean fits(ThumbView view) {
    return view.blocks() == mean.length && view.width() == width;
  }

  private void begin(ThumbView view) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] = view.gray(i);
    }
  }

  private Box box(Blob blob) {
    return new Box(
        blob.left() / scale,
        blob.top() / scale,
        (blob.right() - blob.left() + 1) / scale,
        (blob.bottom() - blob.top() + 1) / scale);
  }
}
