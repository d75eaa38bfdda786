package org.gatehouse.runtime.health;

import java.util.Arrays;
import java.util.Random;
import org.gatehouse.contract.vision.LumaPicture;

/** Draws what a camera sees that stands still: walls and windows, and a sensor's noise. */
final class DrawnYard {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  private static final int GROUND_WIDTH = 1280;
  private static final int GROUND_HEIGHT = 720;

  private final byte[] ground = new byte[GROUND_WIDTH * GROUND_HEIGHT];
  private final Random random = new Random(11);

  /** What it sees can be changed before each picture. */
  int left = 200;

  int top = 150;
  double light = 1;
  int noise = 3;

  DrawnYard() {
    Arrays.fill(ground, (byte) 120);
    for (int i = 0; i < 500; i++) {
      int width = 12 + random.nextInt(90);
      int height = 12 + random.nextInt(70);
      box(
          ground,
          GROUND_WIDTH,
          random.nextInt(GROUND_WIDTH - width),
          random.nextInt(GROUND_HEIGHT - height),
          width,
          height,
          40 + random.nextInt(170));
    }
  }

  private static void box(
      byte[] picture, int line, int left, int top, int width, int height, int value) {
    for (int y = top; y < top + height; y++) {
      Arrays.fill(picture, y * line + left, y * line + left + width, (byte) value);
    }
  }

  /** The yard as it is. */
  LumaPicture picture() {
    return finished(view());
  }

  /** A car that fills most of it. */
  LumaPicture withCar() {
    byte[] view = view();
    box(view, WIDTH, 20, 40, 560, 300, 150);
    box(view, WIDTH, 90, 70, 420, 90, 60);
    box(view, WIDTH, 240, 260, 160, 40, 220);
    return finished(view);
  }

  /** Something small at another place each time. */
  LumaPicture withWalker() {
    byte[] view = view();
    box(view, WIDTH, random.nextInt(WIDTH - 60), random.nextInt(HEIGHT - 140), 60, 140, 35);
    return finished(view);
  }

  /** Hidden up to a part of its width. */
  LumaPicture blocked(double part) {
    byte[] view = view();
    box(view, WIDTH, 0, 0, (int) (WIDTH * part), HEIGHT, 90);
    return finished(view);
  }

  LumaPicture blurred(int radius) {
    byte[] view = view();
    for (int i = 0; i < 3; i++) {
      view = mean(mean(view, 1, WIDTH, radius), WIDTH, HEIGHT, radius);
    }
    return finished(view);
  }

  /** A picture of one brightness, with noise. */
  LumaPicture plain(int value) {
    byte[] view = new byte[WIDTH * HEIGHT];
    Arrays.fill(view, (byte) value);
    return noisy(view);
  }

  LumaPicture overExposed() {
    byte[] view = view();
    for (int i = 0; i < view.length; i++) {
      view[i] = (byte) Math.min(235, (view[i] & 0xff) * 2 + 110);
    }
    return noisy(view);
  }

  private byte[] view() {
    byte[] view = new byte[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(ground, (top + y) * GROUND_WIDTH + left, view, y * WIDTH, WIDTH);
    }
    return view;
  }

  private LumaPicture finished(byte[] view) {
    for (int i = 0; i < view.length; i++) {
      view[i] = (byte) (16 + ((view[i] & 0xff) - 16) * light);
    }
    return noisy(view);
  }

  private LumaPicture noisy(byte[] view) {
    for (int i = 0; i < view.length; i++) {
      int value = (view[i] & 0xff) + random.nextInt(2 * noise + 1) - noise;
      view[i] = (byte) Math.clamp(value, 0, 255);
    }
    return new LumaPicture(WIDTH, HEIGHT, view);
  }

  private static byte[] mean(byte[] from, int step, int size, int radius) {
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length; i++) {
      int place = i / step % size;
      int sum = 0;
      for (int d = -radius; d <= radius; d++) {
        sum += from[i + (Math.clamp(place + d, 0, size - 1) - place) * step] & 0xff;
      }
      to[i] = (byte) (sum / (2 * radius + 1));
    }
    return to;
  }
}
