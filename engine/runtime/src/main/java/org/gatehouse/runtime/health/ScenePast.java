package org.gatehouse.runtime.health;

import java.util.Arrays;

/**
 * What a camera usually shows: the mean of its pictures, in which what passes by fades, and for
 * each cell how sharp it is and how often it looked the same. It follows with each look that found
 * nothing wrong, by a {@value #MEMORY}th, so that day, night and seasons become usual by
 * themselves. About 31 KB. Owned by the watch thread.
 */
final class ScenePast {
  private static final int MEMORY = 24;

  /** From so many looks on it is known. */
  private static final int KNOWN = 5;

  /** Fractions of brightness that are kept. */
  private static final int SCALE = 64;

  private static final double STEADY = 0.6;
  private static final double LEAST_CONTRAST = 4;
  private static final int FLOOR = 10;

  private final boolean[] masked;
  private final short[] small = new short[Grid.COLUMNS * Grid.ROWS];
  private final float[] mean = new float[Grid.CELLS];
  private final float[] sharpness = new float[Grid.CELLS];
  private final float[] steadiness = new float[Grid.CELLS];
  private int width;
  private int height;
  private double white;
  private double structured;
  private int looks;

  /**
   * Without a past.
   *
   * @param masked cells that are not judged
   */
  ScenePast(boolean[] masked) {
    this.masked = masked.clone();
  }

  boolean known() {
    return looks >= KNOWN;
  }

  void forget() {
    looks = 0;
    white = 0;
    Arrays.fill(small, (short) 0);
    Arrays.fill(mean, 0);
    Arrays.fill(sharpness, 0);
    structured = 0;
    Arrays.fill(steadiness, 0);
  }

  /** A picture of another size has another past. */
  void sized(PictureSketch now) {
    if (now.width() != width || now.height() != height) {
      forget();
    }
    width = now.width();
    height = now.height();
  }

  double small(int index) {
    return (double) small[index] / SCALE;
  }

  double mean(int cell) {
    return mean[cell];
  }

  /** The part of the picture that is usually white. */
  double white() {
    return white;
  }

  /** How sharp a cell usually is. */
  double sharpness(int cell) {
    return sharpness[cell];
  }

  /** Must not be changed. */
  boolean[] masked() {
    return masked;
  }

  boolean masked(int cell) {
    return masked[cell];
  }

  double contrast(int cell) {
    return Likeness.contrast(this::small, cell);
  }

  /** Cells that have structure and mostly look the same: by them a picture is judged. */
  int[] landmarks() {
    int[] found = new int[Grid.CELLS];
    int count = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (!masked[cell] && steadiness[cell] >= STEADY && contrast(cell) >= LEAST_CONTRAST) {
        found[count++] = cell;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** A look that found nothing wrong. */
  void follow(PictureSketch now) {
    looks++;
    double part = 1.0 / Math.min(looks, MEMORY);
    double floor = floor(now);
    white += (now.white(masked) - white) * part;
    structured += (structured(now) - structured) * part;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (looks > 1) {
        boolean same = Likeness.same(now::small, this::small, cell);
        // The first look has nothing to be like.
        double share = 1.0 / Math.min(looks - 1, MEMORY);
        steadiness[cell] += (float) (((same ? 1 : 0) - steadiness[cell]) * share);
      }
      mean[cell] += (float) ((now.mean(cell) - mean[cell]) * part);
      sharpness[cell] += (float) ((sharpness(now, cell, floor) - sharpness[cell]) * part);
    }
    for (int i = 0; i < small.length; i++) {
      small[i] += (short) Math.round((now.small(i) * SCALE - small[i]) * part);
    }
  }

  /** The fine detail of a cell, without the noise, for its contrast: less in a blurred picture. */
  static double sharpness(PictureSketch now, int cell, double floor) {
    double detail = Math.sqrt(Math.max(0, now.fine(cell) - floor));
    return detail / Math.max(1, Likeness.contrast(now::small, cell));
  }

  /** How many cells usually have structure, whether it stays or not. */
  double structured() {
    return structured;
  }

  /** How many cells of a picture have structure. */
  int structured(PictureSketch now) {
    int count = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      count += !masked[cell] && Likeness.contrast(now::small, cell) >= LEAST_CONTRAST ? 1 : 0;
    }
    return count;
  }

  /** What the sensor's noise alone makes of neighbours: the detail of the emptiest tenth. */
  double floor(PictureSketch now) {
    float[] fine = new float[Grid.CELLS];
    int count = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (!masked[cell]) {
        fine[count++] = now.fine(cell);
      }
    }
    Arrays.sort(fine, 0, count);
    return count == 0 ? 0 : fine[count / FLOOR];
  }
}
