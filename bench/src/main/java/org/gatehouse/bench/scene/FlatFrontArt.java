package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** The flat front of a bus or a lorry. */
final class FlatFrontArt {
  private FlatFrontArt() {}

  static void draw(Graphics2D g, View view, Vehicle vehicle, double x, double z) {
    Vehicle.Body body = vehicle.body();
    if (body == Vehicle.Body.LORRY) {
      box(g, view, x, z + 2.0);
    }
    Graphics2D on = view.plane(g, x, z);
    double w = body.halfWidth;
    wheels(on, w);
    on.setPaint(
        new GradientPaint(
            0,
            (float) body.height,
            Tone.lighter(vehicle.paint(), 0.2),
            0,
            0.3f,
            Tone.darker(vehicle.paint(), 0.25)));
    on.fill(new RoundRectangle2D.Double(-w, 0.32, w * 2, body.height - 0.32, 0.18, 0.18));
    windscreen(on, body, w);
    bumper(on, vehicle, w);
    on.dispose();
  }

  private static void box(Graphics2D g, View view, double x, double z) {
    Graphics2D on = view.plane(g, x, z);
    on.setColor(new Color(0xc9cdd2));
    on.fill(new Rectangle2D.Double(-1.18, 0.9, 2.36, 2.2));
    on.dispose();
  }

  private static void wheels(Graphics2D on, double w) {
    on.setColor(new Color(0x131416));
    on.fill(new Rectangle2D.Double(-w + 0.1, 0.14, w * 2 - 0.2, 0.3));
    on.setColor(new Color(0x0a0b0c));
    for (double at : new double[] {-w + 0.04, w - 0.32}) {
      on.fill(new RoundRectangle2D.Double(at, 0, 0.28, 0.6, 0.1, 0.1));
    }
  }

  private static void windscreen(Graphics2D on, Vehicle.Body body, double w) {
    double low = body == Vehicle.Body.BUS ? 1.15 : 1.45;
    double high = body.height - (body == Vehicle.Body.BUS ? 0.5 : 0.22);
    on.setPaint(
        new GradientPaint(
            0, (float) high, new Color(0x5c7284), 0, (float) low, new Color(0x111920)));
    on.fill(new RoundRectangle2D.Double(-w + 0.1, low, w * 2 - 0.2, high - low, 0.12, 0.12));
    on.setColor(new Color(8, 12, 16, 160));
    for (double seat : new double[] {-w * 0.5, w * 0.5}) {
      on.fill(new RoundRectangle2D.Double(seat - 0.24, low + 0.02, 0.48, 0.5, 0.2, 0.2));
    }
    on.setColor(new Color(0x0d1013));
    on.fill(new Rectangle2D.Double(-0.02, low, 0.04, high - low));
    on.setColor(new Color(0x1a1d20));
    for (double side : new double[] {-w - 0.2, w + 0.02}) {
      on.fill(new RoundRectangle2D.Double(side, low + 0.2, 0.18, 0.42, 0.08, 0.08));
    }
  }

  private static void bumper(Graphics2D on, Vehicle vehicle, double w) {
    double plate = vehicle.body().plateHeight;
    on.setColor(new Color(0x2a2d31));
    on.fill(new RoundRectangle2D.Double(-w, 0.3, w * 2, plate - 0.12, 0.1, 0.1));
    on.setColor(Tone.darker(vehicle.paint(), 0.5));
    for (double y = plate + 0.2; y < plate + 0.42; y += 0.07) {
      on.fill(new Rectangle2D.Double(-w * 0.5, y, w, 0.03));
    }
    for (double side : new double[] {-w + 0.1, w - 0.42}) {
      on.setColor(new Color(0xcfd6dc));
      on.fill(new RoundRectangle2D.Double(side, plate + 0.02, 0.32, 0.16, 0.1, 0.1));
      Glow.lamp(on, side + 0.16, plate + 0.1, 0.05);
    }
  }
}
