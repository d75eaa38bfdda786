package org.gatehouse.bench.plates;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gatehouse.bench.scene.GlyphBook;

/**
 * Draws what is written beside plates: shop signs, telephone numbers, words. Signs that no plate
 * carries are {@link #FOREIGN} in its text. Used by one thread.
 */
final class OtherWriting {
  /** Stands for a sign that no plate carries. */
  static final char FOREIGN = '?';

  /** Of the picture, in millimetres as {@link PlateSheet} has them. */
  static final int HEIGHT = 140;

  private static final String LETTERS_AND_DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
  private static final String DIGITS = "0123456789";

  private final List<GlyphBook> books;
  private final List<Shape> signs;

  /**
   * By fonts of plates and outlines of other signs.
   *
   * @param signs with y growing upwards
   */
  OtherWriting(List<GlyphBook> books, List<Shape> signs) {
    this.books = books;
    this.signs = signs;
  }

  /** A picture with {@link PlateSheet#MARGIN} around it, and what is written there. */
  record Sheet(BufferedImage image, String text) {}

  Sheet draw(RandomGenerator random) {
    GlyphBook book = books.get(random.nextInt(books.size()));
    int kind = random.nextInt(4);
    StringBuilder text = new StringBuilder();
    List<Shape> shapes = new ArrayList<>();
    double x = 10;
    for (int i = random.nextInt(3, 9); i > 0; i--) {
      if (kind == 0 || (kind == 1 && random.nextInt(3) == 0)) {
        double cell = 50 + 45 * random.nextDouble();
        shapes.add(fit(signs.get(random.nextInt(signs.size())), x, cell));
        text.append(FOREIGN);
        x += cell + 8;
      } else {
        String from = kind == 2 ? DIGITS : LETTERS_AND_DIGITS;
        char c = from.charAt(random.nextInt(from.length()));
        double cell = c == '1' ? 20 : 45;
        shapes.add(book.fit(c, x, 25, cell, 90));
        text.append(c);
        x += cell + 12;
      }
    }
    return new Sheet(paint((int) x + 10, shapes, random), text.toString());
  }

  private static Shape fit(Shape sign, double x, double width) {
    Rectangle2D from = sign.getBounds2D();
    AffineTransform into = AffineTransform.getTranslateInstance(x, 115);
    into.scale(width / from.getWidth(), -90 / from.getHeight());
    into.translate(-from.getX(), -from.getY());
    return into.createTransformedShape(sign);
  }

  private static BufferedImage paint(int width, List<Shape> shapes, RandomGenerator random) {
    BufferedImage image =
        new BufferedImage(
            (width + 2 * PlateSheet.MARGIN) * PlateSheet.FINE,
            (HEIGHT + 2 * PlateSheet.MARGIN) * PlateSheet.FINE,
            BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    boolean dark = random.nextBoolean();
    g.setColor(dark ? colour(random, 0, 110) : colour(random, 150, 256));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(PlateSheet.FINE, PlateSheet.FINE);
    g.translate(PlateSheet.MARGIN, PlateSheet.MARGIN);
    g.setColor(dark ? colour(random, 180, 256) : colour(random, 0, 90));
    shapes.forEach(g::fill);
    g.dispose();
    return image;
  }

  private static Color colour(RandomGenerator random, int from, int to) {
    return new Color(random.nextInt(from, to), random.nextInt(from, to), random.nextInt(from, to));
  }
}
