package org.gatehouse.bench.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;

/** Draws plates after GA 36-2018; units are millimetres, y downwards, origin at the top left. */
final class PlateArt {
  static final double HEIGHT_MM = 140;
  private static final double TOP = 25;
  private static final double TALL = 90;
  private static final double EDGE = 15.5;

  private final GlyphBook glyphs;

  PlateArt(GlyphBook glyphs) {
    this.glyphs = glyphs;
  }

  void draw(Graphics2D g, Plate plate) {
    Plate.Kind kind = plate.kind();
    frame(g, kind);
    g.setPaint(new GradientPaint(0, 0, kind.top, 0, (float) HEIGHT_MM, kind.bottom));
    g.fill(new RoundRectangle2D.Double(0, 0, kind.widthMm, HEIGHT_MM, 20, 20));
    g.setColor(kind.ink);
    if (kind != Plate.Kind.GREEN) {
      g.setStroke(new BasicStroke(3));
      g.draw(new RoundRectangle2D.Double(5, 5, kind.widthMm - 10, HEIGHT_MM - 10, 14, 14));
    }
    if (kind == Plate.Kind.GREEN) {
      newEnergy(g, plate.text());
    } else {
      standard(g, plate.text());
    }
    rivets(g, kind);
  }

  private static void frame(Graphics2D g, Plate.Kind kind) {
    g.setColor(new Color(0x16181b));
    g.fill(new RoundRectangle2D.Double(-12, -12, kind.widthMm + 24, HEIGHT_MM + 24, 26, 26));
    g.setColor(new Color(0x8d9299));
    g.setStroke(new BasicStroke(3));
    g.draw(new RoundRectangle2D.Double(-9, -9, kind.widthMm + 18, HEIGHT_MM + 18, 24, 24));
  }

  /** Two characters of 45 mm, a dot, five characters of 45 mm, 12 mm between. */
  private void standard(Graphics2D g, String text) {
    character(g, text.codePointAt(0), EDGE, 45);
    character(g, text.codePointAt(1), EDGE + 57, 45);
    g.fill(new Ellipse2D.Double(EDGE + 114, TOP + TALL / 2 - 5, 10, 10));
    for (int i = 2; i < text.length(); i++) {
      character(g, text.codePointAt(i), EDGE + 136 + 57.0 * (i - 2), 45);
    }
  }

  /** A province of 45 mm, a letter, a wide gap, six characters of 43 mm, 9 mm between. */
  private void newEnergy(Graphics2D g, String text) {
    character(g, text.codePointAt(0), EDGE, 45);
    character(g, text.codePointAt(1), EDGE + 54, 43);
    for (int i = 2; i < text.length(); i++) {
      character(g, text.codePointAt(i), EDGE + 146 + 52.0 * (i - 2), 43);
    }
  }

  /** Fills the cell, except that a 1 keeps its shape. */
  private void character(Graphics2D g, int character, double x, double cell) {
    double natural = TALL * glyphs.aspect(character);
    double width = character == '1' ? Math.min(cell, natural) : cell;
    g.fill(glyphs.fit(character, x + (cell - width) / 2, TOP, width, TALL));
    if (character == 'Q') {
      tail(g, x, cell);
    }
  }

  /** Plates carry a Q whose tail crosses the ring, so that it is never taken for a 0. */
  private static void tail(Graphics2D g, double x, double cell) {
    g.setStroke(new BasicStroke(11, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    g.draw(
        new Line2D.Double(x + cell * 0.46, TOP + TALL * 0.62, x + cell * 0.98, TOP + TALL * 0.97));
  }

  private static void rivets(Graphics2D g, Plate.Kind kind) {
    g.setColor(new Color(0xc9ccd1));
    for (double x : new double[] {kind.widthMm * 0.24, kind.widthMm * 0.76}) {
      for (double y : new double[] {13, HEIGHT_MM - 13}) {
        g.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
      }
    }
  }
}
