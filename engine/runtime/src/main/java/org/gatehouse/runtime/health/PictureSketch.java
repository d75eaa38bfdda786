package org.gatehouse.runtime.health;

import org.gatehouse.contract.vision.LumaPicture;

/**
 * What a decoded picture comes to: its brightness in 160 x 90 small pixels, and for each cell of
 * ten by ten of them how much fine detail, white and light there is. About 17 KB. Immutable.
 *
 * <p>Fine detail is measured at about 640 pixels across, where the sensor's noise has averaged out
 * to a half and a lens out of focus still shows.
 */
public final class PictureSketch {
  private static final int FINE_WIDTH = 640;
  private static final int WHITE = 230;
  private static final int DARK = 40;

  private final int width;
  private final int height;
  private final byte[] small = new byte[Grid.COLUMNS * Grid.ROWS];
  private final float[] mean = new float[Grid.CELLS];
  private final float[] fine = new float[Grid.CELLS];
  private final float[] white = new float[Grid.CELLS];
  private final float[] lit = new float[Grid.CELLS];

  private PictureSketch(LumaPicture picture) {
    width = picture.width();
    height = picture.height();
    LumaPicture less = reduced(picture, Math.max(1, width / FINE_WIDTH));
    shrink(less);
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      measure(less, cell);
    }
  }

  /** Of a picture of any size; takes one to two milliseconds for one of 720 lines. */
  public static PictureSketch of(LumaPicture picture) {
    return new PictureSketch(picture);
  }

  /** Each pixel the mean of {@code step} by {@code step}. */
  private static LumaPicture reduced(LumaPicture from, int step) {
    if (step == 1) {
      return from;
    }
    int across = from.width() / step;
    int down = from.height() / step;
    byte[] luma = from.luma();
    byte[] means = new byte[across * down];
    int[] sums = new int[across];
    for (int y = 0; y < down; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int dy = 0; dy < step; dy++) {
        int at = (y * step + dy) * from.width();
        for (int x = 0; x < across; x++) {
          for (int dx = 0; dx < step; dx++) {
            sums[x] += luma[at++] & 0xff;
          }
        }
      }
      for (int x = 0; x < across; x++) {
        means[y * across + x] = (byte) (sums[x] / (step * step));
      }
    }
    return new LumaPicture(across, down, means);
  }

  private void shrink(LumaPicture from) {
    for (int row = 0; row < Grid.ROWS; row++) {
      int top = row * from.height() / Grid.ROWS;
      int bottom = Math.max(top + 1, (row + 1) * from.height() / Grid.ROWS);
      for (int column = 0; column < Grid.COLUMNS; column++) {
        int left = column * from.width() / Grid.COLUMNS;
        int right = Math.max(left + 1, (column + 1) * from.width() / Grid.COLUMNS);
        small[row * Grid.COLUMNS + column] = (byte) mean(from, left, top, right, bottom);
      }
    }
  }

  private static int mean(LumaPicture from, int left, int top, int right, int bottom) {
    int sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += from.at(x, y);
      }
    }
    return sum / ((right - left) * (bottom - top));
  }

  private void measure(LumaPicture from, int cell) {
    int column = cell % Grid.ACROSS;
    int row = cell / Grid.ACROSS;
    int left = column * from.width() / Grid.ACROSS;
    int top = row * from.height() / Grid.DOWN;
    int end = Math.min(from.width() - 1, (column + 1) * from.width() / Grid.ACROSS);
    int bottom = Math.min(from.height() - 1, (row + 1) * from.height() / Grid.DOWN);
    long sum = 0;
    long steps = 0;
    int whites = 0;
    int lights = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < end; x++) {
        int value = from.at(x, y);
        sum += value;
        int right = from.at(x + 1, y) - value;
        int below = from.at(x, y + 1) - value;
        steps += (long) right * right + (long) below * below;
        whites += value >= WHITE ? 1 : 0;
        lights += value > DARK ? 1 : 0;
      }
    }
    float pixels = Math.max(1, (end - left) * (bottom - top));
    mean[cell] = sum / pixels;
    fine[cell] = steps / (2 * pixels);
    white[cell] = whites / pixels;
    lit[cell] = lights / pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The brightness of a small pixel, 0 to 255. */
  int small(int index) {
    return small[index] & 0xff;
  }

  /** Mean brightness of a cell. */
  float mean(int cell) {
    return mean[cell];
  }

  /** Mean of the squared differences of neighbours; that of noise and that of edges add up. */
  float fine(int cell) {
    return fine[cell];
  }

  /** The part of the picture outside of masks that is white. */
  double white(boolean[] masked) {
    double sum = 0;
    int cells = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      sum += masked[cell] ? 0 : white[cell];
      cells += masked[cell] ? 0 : 1;
    }
    return sum / Math.max(1, cells);
  }

  /** The part of a cell that is not dark. */
  float lit(int cell) {
    return lit[cell];
  }
}
