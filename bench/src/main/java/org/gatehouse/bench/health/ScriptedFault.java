package org.gatehouse.bench.health;

import java.util.Random;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.runtime.health.PictureFault;

/** What is done to pictures of clips, so that it must be found. The sensor's noise stays. */
enum ScriptedFault {
  BLACK(PictureFault.BLACK) {
    @Override
    int pixel(LumaPicture from, int x, int y) {
      return 17;
    }
  },
  OVER_EXPOSED(PictureFault.OVER_EXPOSED) {
    @Override
    int pixel(LumaPicture from, int x, int y) {
      return Math.min(235, from.at(x, y) * 2 + 110);
    }
  },
  /** By about half a percent of its width. */
  BLURRED(PictureFault.BLURRED) {
    @Override
    int pixel(LumaPicture from, int x, int y) {
      return from.at(x, y);
    }

    @Override
    int softness(int width) {
      return Math.max(2, width / 160);
    }
  },
  /** Nine tenths of the picture, by something grey whose edge is out of focus. */
  BLOCKED(PictureFault.BLOCKED) {
    @Override
    int pixel(LumaPicture from, int x, int y) {
      double edge = from.width() * 0.9;
      double soft = from.width() * 0.05;
      double hidden = Math.clamp((edge - x) / soft, 0, 1);
      double grey = 90 + 12.0 * y / from.height();
      return (int) Math.round(hidden * grey + (1 - hidden) * from.at(x, y));
    }
  },
  /**
   * Turned by a fifth of the picture, and up by a tenth; what comes into view is a mirror image.
   */
  MOVED(PictureFault.MOVED) {
    @Override
    int pixel(LumaPicture from, int x, int y) {
      return from.at(
          mirrored(x + from.width() / 5, from.width()),
          mirrored(y - from.height() / 10, from.height()));
    }
  };

  private static final int NOISE = 3;

  private final PictureFault expected;

  ScriptedFault(PictureFault expected) {
    this.expected = expected;
  }

  /** What is to be told of it. */
  PictureFault expected() {
    return expected;
  }

  abstract int pixel(LumaPicture from, int x, int y);

  /** Radius in pixels by which all is blurred, three times. */
  int softness(int width) {
    return 0;
  }

  private static int mirrored(int at, int size) {
    int inside = Math.abs(at);
    return inside < size ? inside : 2 * size - 2 - inside;
  }

  /** Does it to a picture. */
  LumaPicture of(LumaPicture from, Random noise) {
    int width = from.width();
    int height = from.height();
    byte[] luma = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        luma[y * width + x] = (byte) pixel(from, x, y);
      }
    }
    for (int i = 0; i < 3; i++) {
      luma = blurred(luma, width, height, softness(width));
    }
    for (int i = 0; i < luma.length; i++) {
      int value = (luma[i] & 0xff) + noise.nextInt(2 * NOISE + 1) - NOISE;
      luma[i] = (byte) Math.clamp(value, 0, 255);
    }
    return new LumaPicture(width, height, luma);
  }

  private static byte[] blurred(byte[] luma, int width, int height, int radius) {
    if (radius == 0) {
      return luma;
    }
    byte[] rows = new byte[luma.length];
    for (int y = 0; y < height; y++) {
      line(luma, rows, y * width, 1, width, radius);
    }
    byte[] all = new byte[luma.length];
    for (int x = 0; x < width; x++) {
      line(rows, all, x, width, height, radius);
    }
    return all;
  }

  private static void line(byte[] from, byte[] to, int start, int step, int size, int radius) {
    int sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += from[start + Math.clamp(i, 0, size - 1) * step] & 0xff;
    }
    for (int i = 0; i < size; i++) {
      to[start + i * step] = (byte) (sum / (2 * radius + 1));
      sum += from[start + Math.min(size - 1, i + radius + 1) * step] & 0xff;
      sum -= from[start + Math.max(0, i - radius) * step] & 0xff;
    }
  }
}
