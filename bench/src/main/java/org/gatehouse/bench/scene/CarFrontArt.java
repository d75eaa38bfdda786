package org.gatehouse.bench.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** The front of a saloon, SUV or minibus: bumper, bonnet, windscreen. */
final class CarFrontArt {
  private CarFrontArt() {}

  /** Heights in metres where bumper, bonnet and windscreen meet, and how far back. */
  private record Profile(
      double nose, double cowl, double cowlBack, double roof, double roofBack, double roofHalf) {
    static Profile of(Vehicle.Body body) {
      return switch (body) {
        case SUV -> new Profile(0.98, 1.12, 1.0, 1.68, 1.75, 0.66);
        case VAN -> new Profile(0.98, 1.14, 0.45, 1.92, 1.15, 0.74);
        default -> new Profile(0.78, 0.98, 1.1, 1.45, 1.95, 0.60);
      };
    }
  }

  static void draw(Graphics2D g, View view, Vehicle vehicle, double x, double z) {
    Profile p = Profile.of(vehicle.body());
    glass(g, view, vehicle, p, x, z);
    bonnet(g, view, vehicle, p, x, z);
    face(g, view, vehicle, p, x, z);
  }

  private static void glass(
      Graphics2D g, View view, Vehicle vehicle, Profile p, double x, double z) {
    double w = vehicle.body().halfWidth;
    double cowl = z + p.cowlBack;
    double roof = z + p.roofBack;
    g.setColor(Tone.darker(vehicle.paint(), 0.12));
    g.fill(
        view.polygon(
            x - w + 0.06,
            p.cowl,
            cowl,
            x + w - 0.06,
            p.cowl,
            cowl,
            x + p.roofHalf + 0.08,
            p.roof,
            roof,
            x - p.roofHalf - 0.08,
            p.roof,
            roof));
    Point2D top = view.at(x, p.roof, roof);
    Point2D low = view.at(x, p.cowl, cowl);
    g.setPaint(new GradientPaint(top, new Color(0x53687a), low, new Color(0x121a22)));
    g.fill(
        view.polygon(
            x - w + 0.14,
            p.cowl + 0.01,
            cowl,
            x + w - 0.14,
            p.cowl + 0.01,
            cowl,
            x + p.roofHalf,
            p.roof - 0.05,
            roof,
            x - p.roofHalf,
            p.roof - 0.05,
            roof));
    driver(g, view, p, x, z);
    reflection(g, view, w, p, x, z);
    mirrors(g, view, vehicle, p, x, z);
  }

  /** Only shapes behind dark glass: nothing that anyone could take for a face. */
  private static void driver(Graphics2D g, View view, Profile p, double x, double z) {
    Graphics2D on = view.plane(g, x, z + p.roofBack);
    on.setColor(new Color(10, 14, 18, 150));
    double base = p.cowl + 0.06;
    for (double seat : new double[] {-0.36, 0.36}) {
      on.fill(new RoundRectangle2D.Double(seat - 0.17, base, 0.34, 0.3, 0.14, 0.14));
    }
    on.setColor(new Color(6, 9, 12, 170));
    on.fill(new RoundRectangle2D.Double(0.27, base + 0.26, 0.18, 0.12, 0.1, 0.1));
    on.dispose();
  }

  private static void reflection(Graphics2D g, View view, double w, Profile p, double x, double z) {
    g.setColor(new Color(220, 235, 245, 34));
    double cowl = z + p.cowlBack;
    double roof = z + p.roofBack;
    g.fill(
        view.polygon(
            x - w * 0.55,
            p.cowl + 0.01,
            cowl,
            x - w * 0.1,
            p.cowl + 0.01,
            cowl,
            x + p.roofHalf * 0.35,
            p.roof - 0.05,
            roof,
            x - p.roofHalf * 0.1,
            p.roof - 0.05,
            roof));
  }

  private static void mirrors(
      Graphics2D g, View view, Vehicle vehicle, Profile p, double x, double z) {
    Graphics2D on = view.plane(g, x, z + p.cowlBack + 0.25);
    on.setColor(Tone.darker(vehicle.paint(), 0.3));
    double w = vehicle.body().halfWidth;
    for (double side : new double[] {-w - 0.16, w - 0.04}) {
      on.fill(new RoundRectangle2D.Double(side, p.cowl + 0.04, 0.2, 0.13, 0.08, 0.08));
    }
    on.dispose();
  }

  private static void bonnet(
      Graphics2D g, View view, Vehicle vehicle, Profile p, double x, double z) {
    double w = vehicle.body().halfWidth;
    double back = z + p.cowlBack;
    Point2D far = view.at(x, p.cowl, back);
    Point2D near = view.at(x, p.nose, z);
    if (near.getY() - far.getY() > 0.5) {
      g.setPaint(
          new GradientPaint(
              far, Tone.lighter(vehicle.paint(), 0.3), near, Tone.lighter(vehicle.paint(), 0.06)));
    } else {
      g.setColor(vehicle.paint());
    }
    g.fill(
        view.polygon(
            x - w + 0.07,
            p.nose - 0.08,
            z,
            x + w - 0.07,
            p.nose - 0.08,
            z,
            x + w - 0.05,
            p.cowl,
            back,
            x - w + 0.05,
            p.cowl,
            back));
    g.setColor(Tone.alpha(Tone.darker(vehicle.paint(), 0.4), 0.5));
    g.setStroke(new BasicStroke((float) (view.scale(z) * 0.008)));
    for (double side : new double[] {-1, 1}) {
      g.draw(
          view.polygon(
              x + side * 0.36,
              p.nose - 0.03,
              z,
              x + side * 0.56,
              p.cowl,
              back,
              x + side * 0.36,
              p.nose - 0.03,
              z));
    }
  }

  private static void face(
      Graphics2D g, View view, Vehicle vehicle, Profile p, double x, double z) {
    Graphics2D on = view.plane(g, x, z);
    Vehicle.Body body = vehicle.body();
    double w = body.halfWidth;
    wheels(on, w);
    double sill = body == Vehicle.Body.SALOON ? 0.19 : 0.25;
    on.setPaint(
        new GradientPaint(
            0,
            (float) p.nose,
            Tone.lighter(vehicle.paint(), 0.14),
            0,
            (float) sill,
            Tone.darker(vehicle.paint(), 0.35)));
    on.fill(outline(w, sill, p.nose));
    double middle = body.plateHeight;
    intake(on, w, sill, middle);
    grille(on, vehicle, middle, p.nose);
    lamps(on, vehicle, w, p.nose);
    on.dispose();
  }

  private static Path2D outline(double w, double sill, double nose) {
    Path2D path = new Path2D.Double();
    path.moveTo(-w + 0.08, sill);
    path.quadTo(-w, sill, -w, sill + 0.12);
    path.lineTo(-w, nose - 0.22);
    path.quadTo(-w + 0.02, nose - 0.06, -w + 0.16, nose - 0.02);
    path.quadTo(0, nose + 0.05, w - 0.16, nose - 0.02);
    path.quadTo(w - 0.02, nose - 0.06, w, nose - 0.22);
    path.lineTo(w, sill + 0.12);
    path.quadTo(w, sill, w - 0.08, sill);
    path.closePath();
    return path;
  }

  private static void wheels(Graphics2D on, double w) {
    on.setColor(new Color(0x131416));
    on.fill(new Rectangle2D.Double(-w + 0.1, 0.1, w * 2 - 0.2, 0.2));
    on.setColor(new Color(0x0a0b0c));
    for (double at : new double[] {-w + 0.02, w - 0.24}) {
      on.fill(new RoundRectangle2D.Double(at, 0, 0.22, 0.5, 0.08, 0.08));
    }
  }

  private static void intake(Graphics2D on, double w, double sill, double plate) {
    on.setColor(new Color(0x17191c));
    on.fill(
        new RoundRectangle2D.Double(
            -w * 0.62, sill + 0.03, w * 1.24, plate - 0.1 - sill, 0.1, 0.1));
    on.setColor(new Color(0x2b2e33));
    for (double side : new double[] {-w + 0.1, w - 0.3}) {
      on.fill(new RoundRectangle2D.Double(side, sill + 0.06, 0.2, 0.13, 0.06, 0.06));
    }
    on.setColor(new Color(0xfff3d2));
    for (double side : new double[] {-w + 0.17, w - 0.23}) {
      on.fill(new Ellipse2D.Double(side, sill + 0.09, 0.06, 0.06));
    }
  }

  /** Slats above the plate; new-energy cars have a closed front. */
  private static void grille(Graphics2D on, Vehicle vehicle, double plate, double nose) {
    double low = plate + 0.11;
    double tall = Math.max(0.06, nose - 0.07 - low);
    double half = vehicle.style() == 1 ? 0.5 : 0.42;
    if (vehicle.plate().kind() != Plate.Kind.GREEN) {
      on.setColor(new Color(0x15171a));
      on.fill(new RoundRectangle2D.Double(-half, low, half * 2, tall, 0.08, 0.08));
      on.setColor(new Color(0x9ea4ab));
      for (double y = low + 0.035; y < low + tall - 0.01; y += 0.05) {
        on.fill(new Rectangle2D.Double(-half + 0.03, y, half * 2 - 0.06, 0.012));
      }
    }
    on.setColor(new Color(0xd7dade));
    double mark = Math.min(0.11, tall);
    on.fill(new Ellipse2D.Double(-mark / 2, low + (tall - mark) / 2, mark, mark));
    on.setColor(new Color(0x3a3f45));
    on.fill(
        new Ellipse2D.Double(-mark * 0.3, low + (tall - mark * 0.6) / 2, mark * 0.6, mark * 0.6));
  }

  private static void lamps(Graphics2D on, Vehicle vehicle, double w, double nose) {
    double y = nose - (vehicle.style() == 2 ? 0.2 : 0.23);
    for (int side = -1; side <= 1; side += 2) {
      Graphics2D lamp = (Graphics2D) on.create();
      lamp.scale(side, 1);
      Path2D glass = new Path2D.Double();
      glass.moveTo(w - 0.38, y + 0.02);
      glass.lineTo(w - 0.05, y + 0.12);
      glass.quadTo(w - 0.01, y + 0.08, w - 0.02, y - 0.02);
      glass.quadTo(w - 0.2, y - 0.06, w - 0.38, y + 0.02);
      lamp.setColor(new Color(0xcfd8e0));
      lamp.fill(glass);
      lamp.setColor(new Color(0x5d6872));
      lamp.setStroke(new BasicStroke(0.012f));
      lamp.draw(glass);
      Glow.lamp(lamp, w - 0.16, y + 0.03, 0.055);
      lamp.dispose();
    }
  }
}
