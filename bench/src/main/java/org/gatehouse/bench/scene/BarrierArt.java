package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** The boom of the entry lane and its housing. */
final class BarrierArt {
  private static final double Z = LaneLayout.STOP_LINE - 0.55;
  private static final double PIVOT = -0.3;
  private static final double HIGH = 1.16;
  private static final double LENGTH = 3.2;

  private BarrierArt() {}

  /**
   * Draws boom and housing.
   *
   * @param raised 0 closed, 1 upright
   */
  static void draw(Graphics2D g, View view, double raised) {
    Graphics2D on = view.plane(g, PIVOT, Z);
    on.setColor(new Color(0, 0, 0, 40));
    on.fill(new Rectangle2D.Double(-0.3, -0.05, 0.75, 0.08));
    Graphics2D boom = (Graphics2D) on.create();
    boom.rotate(-Math.toRadians(86) * raised, 0, HIGH);
    boom.setColor(new Color(0xe9e7e2));
    boom.fill(new Rectangle2D.Double(-LENGTH, HIGH - 0.045, LENGTH + 0.1, 0.09));
    boom.setColor(new Color(0xc4362f));
    for (double at = 0.2; at < LENGTH; at += 0.8) {
      boom.fill(stripe(-at));
    }
    boom.dispose();
    housing(on, raised);
    on.dispose();
  }

  private static void housing(Graphics2D on, double raised) {
    on.setPaint(new GradientPaint(-0.1f, 0, new Color(0x6d7379), 0.16f, 0, new Color(0x3b4046)));
    on.fill(new RoundRectangle2D.Double(-0.1, -0.1, 0.26, 1.4, 0.06, 0.06));
    on.setColor(new Color(0xe0a52a));
    on.fill(new Rectangle2D.Double(-0.1, 0.72, 0.26, 0.06));
    on.setColor(new Color(0x202326));
    on.fill(new RoundRectangle2D.Double(-0.05, 0.2, 0.16, 0.34, 0.03, 0.03));
    on.setColor(raised > 0.5 ? new Color(0x49d17a) : new Color(0xe2524a));
    on.fill(new RoundRectangle2D.Double(-0.03, 1.3, 0.12, 0.05, 0.03, 0.03));
  }

  private static Path2D stripe(double x) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, HIGH - 0.045);
    path.lineTo(x - 0.4, HIGH - 0.045);
    path.lineTo(x - 0.34, HIGH + 0.045);
    path.lineTo(x + 0.06, HIGH + 0.045);
    path.closePath();
    return path;
  }
}
