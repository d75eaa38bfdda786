package org.gatehouse.bench.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/** Pictures of 0xRRGGBB ints and what a lens and a sensor add to them. */
public final class Picture {
  private Picture() {}

  static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return g;
  }

  /** The pixels themselves, not a copy. */
  public static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  static void copy(BufferedImage from, BufferedImage to) {
    int[] source = pixels(from);
    System.arraycopy(source, 0, pixels(to), 0, source.length);
  }

  /** Roughens the surface from a row downwards. */
  static void grain(BufferedImage image, RandomGenerator random, int fromRow, int strength) {
    int[] pixels = pixels(image);
    for (int i = Math.max(0, fromRow) * image.getWidth(); i < pixels.length; i++) {
      pixels[i] = shift(pixels[i], random.nextInt(-strength, strength + 1));
    }
  }

  /** Darkens the corners a little. */
  static void vignette(BufferedImage image) {
    int[] pixels = pixels(image);
    double cx = image.getWidth() / 2.0;
    double cy = image.getHeight() / 2.0;
    double full = cx * cx + cy * cy;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double away = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / full;
        int i = y * image.getWidth() + x;
        pixels[i] = scale(pixels[i], 1 - 0.22 * away * away);
      }
    }
  }

  private static int shift(int rgb, int by) {
    int r = Math.clamp(((rgb >> 16) & 0xff) + by, 0, 255);
    int g = Math.clamp(((rgb >> 8) & 0xff) + by, 0, 255);
    int b = Math.clamp((rgb & 0xff) + by, 0, 255);
    return r << 16 | g << 8 | b;
  }

  private static int scale(int rgb, double by) {
    int r = (int) (((rgb >> 16) & 0xff) * by);
    int g = (int) (((rgb >> 8) & 0xff) * by);
    int b = (int) ((rgb & 0xff) * by);
    return r << 16 | g << 8 | b;
  }
}
