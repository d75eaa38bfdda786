package org.gatehouse.bench.plates;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import org.gatehouse.bench.scene.GlyphBook;

/** Draws a plate flat; drawing units are millimetres, origin at its top left. Not thread-safe. */
final class PlateSheet {
  /** Pixels a millimetre. */
  static final int FINE = 2;

  /** What is drawn around the plate, in millimetres. */
  static final int MARGIN = 10;

  private static final Color FRAME = new Color(0x1a1b1e);
  private static final Color RED = new Color(0xc8202a);
  private static final String RED_MARKS = "警使领";

  private final GlyphBook glyphs;

  PlateSheet(GlyphBook glyphs) {
    this.glyphs = glyphs;
  }

  /** A picture of the plate in a dark frame. */
  BufferedImage draw(RenderedKind kind, String text) {
    int width = (kind.widthMm + 2 * MARGIN) * FINE;
    int height = (kind.heightMm + 2 * MARGIN) * FINE;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(FRAME);
    g.fillRect(0, 0, width, height);
    g.scale(FINE, FINE);
    g.translate(MARGIN, MARGIN);
    background(g, kind);
    switch (kind.layout) {
      case ONE_LINE -> oneLine(g, kind, text);
      case EIGHT -> eight(g, kind, text);
      case TWO_LINES -> twoLines(g, kind, text);
      case MOTORCYCLE -> motorcycle(g, kind, text);
    }
    g.dispose();
    return image;
  }

  private static void background(Graphics2D g, RenderedKind kind) {
    g.setPaint(new GradientPaint(0, 0, kind.paint.top, 0, kind.heightMm, kind.paint.bottom));
    g.fill(new RoundRectangle2D.Double(0, 0, kind.widthMm, kind.heightMm, 16, 16));
    if (kind.paint == RenderedKind.Paint.YELLOW_GREEN) {
      g.setColor(RenderedKind.Paint.YELLOW.top);
      g.fill(new Rectangle2D.Double(0, 0, 130, kind.heightMm));
    }
    if (kind.layout != RenderedKind.Layout.EIGHT) {
      g.setColor(kind.paint.ink);
      g.setStroke(new BasicStroke(2.5f));
      g.draw(new RoundRectangle2D.Double(4, 4, kind.widthMm - 8, kind.heightMm - 8, 12, 12));
    }
  }

  private void oneLine(Graphics2D g, RenderedKind kind, String text) {
    for (int i = 0; i < text.length(); i++) {
      double x = 15.5 + 57 * i + (i >= 2 ? 22 : 0);
      character(g, kind, text.charAt(i), x, 25, 45, 90);
    }
    dot(g, kind, 134.5, 70, 5);
  }

  private void eight(Graphics2D g, RenderedKind kind, String text) {
    character(g, kind, text.charAt(0), 15.5, 25, 45, 90);
    character(g, kind, text.charAt(1), 69.5, 25, 43, 90);
    for (int i = 2; i < text.length(); i++) {
      character(g, kind, text.charAt(i), 161.5 + 52 * (i - 2), 25, 43, 90);
    }
  }

  private void twoLines(Graphics2D g, RenderedKind kind, String text) {
    character(g, kind, text.charAt(0), 110, 15, 80, 60);
    character(g, kind, text.charAt(1), 250, 15, 80, 60);
    dot(g, kind, 220, 45, 6);
    for (int i = 2; i < text.length(); i++) {
      character(g, kind, text.charAt(i), 27.5 + 80 * (i - 2), 90, 65, 110);
    }
  }

  private void motorcycle(Graphics2D g, RenderedKind kind, String text) {
    character(g, kind, text.charAt(0), 55, 11, 42, 38);
    character(g, kind, text.charAt(1), 123, 11, 42, 38);
    dot(g, kind, 110, 30, 4);
    for (int i = 2; i < text.length(); i++) {
      character(g, kind, text.charAt(i), 14 + 40 * (i - 2), 58, 32, 70);
    }
  }

  private static void dot(Graphics2D g, RenderedKind kind, double x, double y, double radius) {
    g.setColor(kind.paint.ink);
    g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  /** Fills its cell, except that a 1 keeps its shape. */
  private void character(
      Graphics2D g, RenderedKind kind, char c, double x, double y, double cell, double height) {
    g.setColor(RED_MARKS.indexOf(c) >= 0 ? RED : kind.paint.ink);
    double width = c == '1' ? Math.min(cell, height * glyphs.aspect(c)) : cell;
    g.fill(glyphs.fit(c, x + (cell - width) / 2, y, width, height));
    if (c == 'Q') {
      tail(g, x, y, cell, height);
    }
  }

  /** Plates carry a Q whose tail crosses the ring, so that it is never taken for a 0. */
  private static void tail(Graphics2D g, double x, double y, double cell, double height) {
    g.setStroke(
        new BasicStroke((float) (height / 8), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    g.draw(
        new Line2D.Double(x + cell * 0.46, y + height * 0.62, x + cell * 0.98, y + height * 0.97));
  }
}
