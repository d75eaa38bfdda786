package org.gatehouse.analytics.worker.passage;

import org.gatehouse.analytics.worker.tracking.Box;

/**
 * What a lane looks like while nobody is there: a slow mean of each block's gray. Belongs to its
 * lane's thread.
 */
final class Background {
  /** So many gray levels off the background, and a block shows something else. */
  private static final int LEVELS = 16;

  /** Share of the picture beyond which the light or the view has changed, not what stands in it. */
  private static final double ALL = 0.8;

  private static final double EMPTY_SECONDS = 3;

  /** What stands for as long as this has become a part of the place. */
  private static final double COVERED_SECONDS = 90;

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
   * What is in front of the background.
   *
   * @param share of the picture's blocks, 0 to 1
   * @param where the box around most of them, in pixels of the picture
   */
  record Foreground(double share, Box where) {}

  /** Compares a picture, and learns from it. */
  Foreground add(ThumbView view, long now) {
    int[] columns = new int[width];
    int[] rows = new int[view.blocks() / width];
    int count = 0;
    double seconds = Math.clamp((now - micros) / 1e6, 0, 1);
    micros = now;
    for (int i = 0; i < mean.length; i++) {
      float off = view.gray(i) - mean[i];
      boolean covered = Math.abs(off) >= LEVELS;
      if (covered) {
        count++;
        columns[i % width]++;
        rows[i / width]++;
      }
      mean[i] += (float) (off * seconds / (covered ? COVERED_SECONDS : EMPTY_SECONDS));
    }
    if (count > ALL * mean.length) {
      begin(view);
      return new Foreground(0, new Box(0, 0, 0, 0));
    }
    return new Foreground(count / (double) mean.length, box(columns, rows, count));
  }

  boolean fits(ThumbView view) {
    return view.blocks() == mean.length && view.width() == width;
  }

  private void begin(ThumbView view) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] = view.gray(i);
    }
  }

  /** Without the outermost hundredths, which are noise. */
  private Box box(int[] columns, int[] rows, int count) {
    int left = quantile(columns, count / 50);
    int right = quantile(columns, count - count / 50);
    int top = quantile(rows, count / 50);
    int bottom = quantile(rows, count - count / 50);
    return new Box(
        left / scale, top / scale, (right - left + 1) / scale, (bottom - top + 1) / scale);
  }

  private static int quantile(int[] counts, int wanted) {
    int sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i];
      if (sum >= wanted && sum > 0) {
        return i;
      }
    }
    return counts.length - 1;
  }
}
