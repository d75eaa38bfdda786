package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;

/** Light sources. */
final class Glow {
  private static final Color WARM = new Color(255, 246, 220);

  private Glow() {}

  /** A lit lamp with a halo of three times its radius. */
  static void lamp(Graphics2D g, double x, double y, double radius) {
    double halo = radius * 3;
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) halo,
            new float[] {0, 0.3f, 1},
            new Color[] {WARM, Tone.alpha(WARM, 0.55), Tone.alpha(WARM, 0)}));
    g.fill(new Ellipse2D.Double(x - halo, y - halo, halo * 2, halo * 2));
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
  }
}
