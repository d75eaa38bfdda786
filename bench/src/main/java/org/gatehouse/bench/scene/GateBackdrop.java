package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * The pedestrian gate without people: a paved yard, a brick wall with a doorway, two turnstiles.
 */
final class GateBackdrop {
  static final View VIEW = new View(600, 250, 1050, 1.72);
  private static final double WALL = 11;

  private GateBackdrop() {}

  static BufferedImage paint(RandomGenerator random) {
    BufferedImage image = Picture.blank(LaneLayout.WIDTH, LaneLayout.HEIGHT);
    Graphics2D g = Picture.graphics(image);
    g.setColor(new Color(0xb9c4cc));
    g.fill(new Rectangle2D.Double(0, 0, LaneLayout.WIDTH, LaneLayout.HEIGHT));
    wall(g, random);
    floor(g, random);
    planters(g);
    cabinet(g, -1.25);
    cabinet(g, 1.45);
    g.dispose();
    Picture.grain(image, random, 0, 4);
    Picture.vignette(image);
    return image;
  }

  private static void wall(Graphics2D g, RandomGenerator random) {
    Graphics2D on = VIEW.plane(g, 0, WALL);
    Color brick = new Color(0xa07a66);
    for (double y = 0; y < 4.5; y += 0.22) {
      double shift = ((int) Math.round(y / 0.22)) % 2 * 0.3;
      for (double x = -8; x < 9; x += 0.6) {
        on.setColor(Tone.mix(brick, Tone.darker(brick, 0.25), random.nextDouble()));
        on.fill(new Rectangle2D.Double(x + shift, y, 0.58, 0.2));
      }
    }
    on.setPaint(new GradientPaint(0, 0, new Color(0x3c4650), 0, 2.8f, new Color(0x77868f)));
    on.fill(new Rectangle2D.Double(-1.6, 0, 3.4, 2.7));
    on.setColor(new Color(0x2a3036));
    for (double x : new double[] {-1.6, 0.06, 1.7}) {
      on.fill(new Rectangle2D.Double(x, 0, 0.1, 2.7));
    }
    on.fill(new Rectangle2D.Double(-1.6, 2.65, 3.4, 0.12));
    on.setColor(new Color(0x5f7484));
    for (double x : new double[] {-6.2, -4.1, 3.4, 5.5}) {
      on.fill(new Rectangle2D.Double(x, 1.0, 1.4, 1.3));
    }
    on.dispose();
  }

  private static void floor(Graphics2D g, RandomGenerator random) {
    Point2D far = VIEW.at(0, 0, WALL);
    g.setPaint(
        new GradientPaint(
            far, new Color(0xb3b0a8), new Point2D.Double(far.getX(), 720), new Color(0x8f8c86)));
    g.fill(new Rectangle2D.Double(0, far.getY(), LaneLayout.WIDTH, 720 - far.getY()));
    for (double z = WALL; z > 1.2; z -= 0.6) {
      for (double x = -9; x < 9; x += 0.6) {
        g.setColor(random.nextBoolean() ? new Color(0, 0, 0, 10) : new Color(255, 255, 255, 12));
        double near = Math.max(1, z - 0.58);
        g.fill(VIEW.polygon(x, 0, z, x + 0.58, 0, z, x + 0.58, 0, near, x, 0, near));
      }
    }
    g.setColor(new Color(214, 178, 60, 170));
    for (double x : new double[] {-0.95, 1.05}) {
      g.fill(VIEW.polygon(x, 0, 9, x + 0.08, 0, 9, x + 0.08, 0, 1.4, x, 0, 1.4));
    }
  }

  private static void planters(Graphics2D g) {
    for (double x : new double[] {-4.2, 4.0}) {
      Graphics2D on = VIEW.plane(g, x, 8);
      on.setColor(new Color(0x4d6b43));
      on.fill(new RoundRectangle2D.Double(-0.7, 0.5, 1.4, 0.8, 0.7, 0.7));
      on.setColor(new Color(0x6c5a4c));
      on.fill(new Rectangle2D.Double(-0.75, 0, 1.5, 0.6));
      on.dispose();
    }
  }

  private static void cabinet(Graphics2D g, double x) {
    double z = 4.2;
    g.setColor(new Color(0, 0, 0, 50));
    g.fill(
        VIEW.polygon(
            x - 0.2, 0, z + 1.3, x + 0.5, 0, z + 1.3, x + 0.45, 0, z - 0.1, x - 0.2, 0, z - 0.1));
    double inner = x < 0 ? x + 0.14 : x - 0.14;
    g.setColor(new Color(0x80878e));
    g.fill(VIEW.polygon(inner, 0, z + 1.2, inner, 1.0, z + 1.2, inner, 1.0, z, inner, 0, z));
    g.setColor(new Color(0xb7bdc2));
    g.fill(
        VIEW.polygon(
            x - 0.14, 1.0, z + 1.2, x + 0.14, 1.0, z + 1.2, x + 0.14, 1.0, z, x - 0.14, 1.0, z));
    Graphics2D on = VIEW.plane(g, x, z);
    on.setPaint(new GradientPaint(-0.14f, 0, new Color(0xa8aeb4), 0.14f, 0, new Color(0x6d747b)));
    on.fill(new Rectangle2D.Double(-0.14, 0, 0.28, 1.0));
    on.setColor(new Color(0x49c27a));
    on.fill(new RoundRectangle2D.Double(-0.05, 0.82, 0.1, 0.05, 0.02, 0.02));
    on.dispose();
  }
}
