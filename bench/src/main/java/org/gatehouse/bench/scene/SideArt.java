package org.gatehouse.bench.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The side of a vehicle that the camera sees; x of the shapes is metres behind the front. */
final class SideArt {
  private SideArt() {}

  static void draw(Graphics2D g, View view, Vehicle vehicle, double x, double z) {
    Vehicle.Body body = vehicle.body();
    double side = x < 0 ? x + body.halfWidth : x - body.halfWidth;
    if (side * x <= 0) {
      return;
    }
    Wall wall = new Wall(g, view, side, z, body.flatFront() ? 0 : -Math.signum(side - x) * 0.32);
    Color paint = Tone.darker(vehicle.paint(), 0.22);
    switch (body) {
      case SALOON -> car(wall, paint, 0, 0);
      case SUV -> car(wall, paint, 0.12, 0.55);
      case VAN -> van(wall, paint);
      case BUS -> bus(wall, paint);
      case LORRY -> lorry(wall, paint);
    }
  }

  private static void car(Wall wall, Color paint, double up, double tail) {
    wall.fill(
        path(
            0.06,
            0.24 + up,
            0.03,
            0.72 + up,
            0.25,
            0.82 + up,
            1.1,
            0.98 + up,
            1.95,
            1.44 + up,
            3.2 + tail,
            1.43 + up,
            4.0 + tail * 0.8,
            1.06 + up,
            4.55,
            1.0 + up,
            4.6,
            0.34 + up,
            4.4,
            0.24 + up),
        paint);
    wall.fill(
        path(1.35, 1.01 + up, 1.98, 1.38 + up, 3.1 + tail, 1.37 + up, 3.75 + tail * 0.8, 1.05 + up),
        new Color(0x1c2733));
    wall.line(path(0.3, 0.66 + up, 4.4, 0.7 + up, 4.4, 0.69 + up), Tone.darker(paint, 0.35));
    wall.line(path(2.45, 0.3 + up, 2.45, 1.4 + up, 2.47, 1.4 + up), Tone.darker(paint, 0.5));
    wall.wheel(0.88, 0.32 + up * 0.3);
    wall.wheel(3.62, 0.32 + up * 0.3);
  }

  private static void van(Wall wall, Color paint) {
    wall.fill(
        path(
            0.05, 0.26, 0.02, 0.95, 0.45, 1.12, 1.0, 1.9, 1.3, 1.95, 4.85, 1.93, 4.9, 0.3, 4.7,
            0.26),
        paint);
    wall.fill(path(0.65, 1.15, 1.12, 1.78, 4.6, 1.76, 4.6, 1.15), new Color(0x1a242f));
    wall.line(path(1.9, 0.35, 1.9, 1.85, 1.92, 1.85), Tone.darker(paint, 0.5));
    wall.line(path(3.3, 0.35, 3.3, 1.85, 3.32, 1.85), Tone.darker(paint, 0.5));
    wall.wheel(0.85, 0.34);
    wall.wheel(4.0, 0.34);
  }

  private static void bus(Wall wall, Color paint) {
    wall.fill(new Rectangle2D.Double(0.02, 0.3, 9.4, 2.7), paint);
    wall.fill(new Rectangle2D.Double(0.5, 1.3, 8.6, 1.2), new Color(0x17212b));
    for (double at = 2; at < 9; at += 1.5) {
      wall.fill(new Rectangle2D.Double(at, 1.3, 0.09, 1.2), Tone.darker(paint, 0.4));
    }
    wall.fill(new Rectangle2D.Double(0.02, 0.75, 9.4, 0.12), Tone.lighter(paint, 0.6));
    wall.wheel(2.2, 0.46);
    wall.wheel(6.8, 0.46);
  }

  private static void lorry(Wall wall, Color paint) {
    wall.fill(new Rectangle2D.Double(0.02, 0.4, 1.9, 2.1), paint);
    wall.fill(new Rectangle2D.Double(0.35, 1.4, 1.0, 0.8), new Color(0x17212b));
    wall.fill(new Rectangle2D.Double(2.0, 0.95, 5.0, 2.1), new Color(0xb9bec4));
    for (double at = 2.6; at < 7; at += 0.6) {
      wall.fill(new Rectangle2D.Double(at, 0.95, 0.04, 2.1), new Color(0x9aa0a7));
    }
    wall.fill(new Rectangle2D.Double(2.0, 0.6, 5.0, 0.3), new Color(0x2a2d31));
    wall.wheel(1.1, 0.46);
    wall.wheel(5.6, 0.46);
  }

  private static Path2D path(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** Where the side stands; only shapes in front of the camera are drawn. */
  private record Wall(Graphics2D g, View view, double x, double z, double lean) {
    void fill(Shape shape, Color colour) {
      g.setColor(colour);
      g.fill(view.wall(shape, x, z, lean, 1.0));
    }

    void line(Shape shape, Color colour) {
      g.setColor(colour);
      g.setStroke(new BasicStroke((float) (view.scale(Math.max(z, 0.6)) * 0.008)));
      g.draw(view.wall(shape, x, z, lean, 1.0));
    }

    void wheel(double at, double radius) {
      circle(at, radius, radius, new Color(0x121316));
      circle(at, radius, radius * 0.62, new Color(0x8d9298));
      circle(at, radius, radius * 0.2, new Color(0x33363a));
    }

    private void circle(double at, double up, double radius, Color colour) {
      fill(new Ellipse2D.Double(at - radius, up - radius, radius * 2, radius * 2), colour);
    }
  }
}
