package org.gatehouse.analytics.worker.passage;

import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.BlockMap;

/**
 * What a lane looks like while nobody is there. Each block has a gray level, and a rival: what has
 * been seen there of late instead. A rival that was seen for as long as the level itself, or for
 * long enough, takes its place. So what stood in the first picture is forgotten soon after it has
 * left, and what was hidden for minutes is known again at once. Belongs to its lane's thread.
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
  private static final float LONG_SECONDS = 90;

  /**
   * A level seen for less is not known well enough to say that something else is in front of it.
   */
  private static final float KNOWN_SECONDS = 20;

  /** A zone smaller than this share of the picture is taken for as large: noise is not smaller. */
  private static final double LEAST_ZONE = 0.25;

  private final float[] level;
  private final float[] seconds;
  private final float[] rival;
  private final float[] rivalSeconds;

  /** Whether the rival was the background before, and nothing else was seen there since. */
  private final boolean[] former;

  private final int width;
  private final double scale;
  private long micros;
  private int doubts;

  Background(ThumbView first, long micros) {
    level = new float[first.blocks()];
    seconds = new float[first.blocks()];
    rival = new float[first.blocks()];
    rivalSeconds = new float[first.blocks()];
    former = new boolean[first.blocks()];
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
   * @param doubted share of the blocks whose background turned out to be another one just now,
   *     which had not been known for long
   */
  record Foreground(double share, Box where, double doubted) {}

  /** Compares a picture, and learns from it. */
  Foreground add(ThumbView view, long now) {
    boolean[] covered = new boolean[level.length];
    float passed = (float) Math.clamp((now - micros) / 1e6, 0, 1);
    micros = now;
    doubts = 0;
    int exposure = exposure(view);
    BlockMap map = view.map();
    int count = 0;
    for (int i = 0; i < level.length; i++) {
      float off = view.gray(i) - level[i];
      boolean stands =
          Math.abs(off - exposure) >= LEVELS
              && map.sees(i)
              && !gaveWay(map, i, Math.clamp(view.gray(i) - exposure, 0, WHITE), passed);
      covered[i] = stands && map.watches(i);
      count += stands ? 1 : 0;
      if (!stands) {
        level[i] += (float) ((view.gray(i) - level[i]) * passed / EMPTY_SECONDS);
        seconds[i] = Math.min(LONG_SECONDS, seconds[i] + passed);
      }
    }
    if (count > ALL * map.seen()) {
      begin(view);
      return new Foreground(0, new Box(0, 0, 0, 0), 0);
    }
    Blob blob = Blob.largest(covered, width);
    double zone = Math.max(1, Math.max(map.watched(), LEAST_ZONE * map.seen()));
    return new Foreground(blob.blocks() / zone, box(blob), doubts / zone);
  }

  /** Something else is seen in a block; whether it has become its background by that. */
  private boolean gaveWay(BlockMap map, int block, int gray, float passed) {
    if (Math.abs(gray - rival[block]) < LEVELS) {
      rivalSeconds[block] = Math.min(LONG_SECONDS, rivalSeconds[block] + passed);
    } else {
      rivalSeconds[block] = passed;
      former[block] = false;
    }
    rival[block] = gray;
    if (!former[block] && rivalSeconds[block] < Math.max(1, seconds[block])) {
      return false;
    }
    doubts += map.watches(block) && seconds[block] < KNOWN_SECONDS ? 1 : 0;
    float was = seconds[block];
    rival[block] = level[block];
    level[block] = gray;
    seconds[block] = rivalSeconds[block];
    former[block] = !former[block] && was >= KNOWN_SECONDS;
    rivalSeconds[block] = former[block] ? was : 0;
    return true;
  }

  /**
   * By how much the whole picture is brighter than the background: a white vehicle makes a camera
   * darken all that is around it. The median, of which a vehicle is the smaller part.
   */
  private int exposure(ThumbView view) {
    int[] counts = new int[2 * WHITE + 1];
    for (int i = 0; i < level.length; i++) {
      if (view.map().sees(i)) {
        counts[Math.round(view.gray(i) - level[i]) + WHITE]++;
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
    return view.blocks() == level.length && view.width() == width;
  }

  private void begin(ThumbView view) {
    for (int i = 0; i < level.length; i++) {
      level[i] = view.gray(i);
      seconds[i] = 0;
      rivalSeconds[i] = 0;
      former[i] = false;
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
