package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Everything of a lane picture that stands still, drawn once. */
final class LaneBackdrop {
  private final LaneLayout layout;
  private final View view;
  private final RandomGenerator random;

  private LaneBackdrop(LaneLayout layout, RandomGenerator random) {
    this.layout = layout;
    this.view = layout.view();
    this.random = random;
  }

  static BufferedImage paint(LaneLayout layout, RandomGenerator random) {
    BufferedImage image = Picture.blank(LaneLayout.WIDTH, LaneLayout.HEIGHT);
    Graphics2D g = Picture.graphics(image);
    LaneBackdrop backdrop = new LaneBackdrop(layout, random);
    backdrop.sky(g);
    backdrop.town(g);
    backdrop.verge(g);
    backdrop.road(g);
    backdrop.furniture(g);
    g.dispose();
    Picture.grain(image, random, (int) view(layout).horizon() + 8, 5);
    Picture.vignette(image);
    return image;
  }

  private static View view(LaneLayout layout) {
    return layout.view();
  }

  private void sky(Graphics2D g) {
    Color high = Tone.mix(new Color(0x7fa6cc), new Color(0x6a7fa6), layout.dusk());
    Color low = Tone.mix(new Color(0xdce6ee), new Color(0xe8d3bd), layout.dusk());
    g.setPaint(new GradientPaint(0, 0, high, 0, (float) view.horizon(), low));
    g.fill(new Rectangle2D.Double(0, 0, LaneLayout.WIDTH, view.horizon() + 4));
    for (int i = 0; i < 9; i++) {
      double x = random.nextDouble(LaneLayout.WIDTH);
      double y = random.nextDouble(view.horizon() * 0.6);
      g.setColor(new Color(255, 255, 255, 22));
      for (int j = 0; j < 6; j++) {
        double w = 80 + random.nextDouble(160);
        g.fill(new Ellipse2D.Double(x + j * 24 - w / 2, y - 8 + random.nextDouble(12), w, 14));
      }
    }
  }

  /** Blocks of flats far away, then trees. */
  private void town(Graphics2D g) {
    double x = -30;
    while (x < LaneLayout.WIDTH) {
      double w = 70 + random.nextDouble(90);
      double h = 50 + random.nextDouble(95);
      block(g, x, w, h, Tone.mix(new Color(0x9aa7b3), new Color(0xb7aca0), random.nextDouble()));
      x += w + random.nextDouble(30);
    }
    for (double t = -20; t < LaneLayout.WIDTH + 20; t += 16) {
      tree(g, t + random.nextDouble(10), 20 + random.nextDouble(24));
    }
  }

  private void block(Graphics2D g, double x, double w, double h, Color wall) {
    double base = view.horizon() + 2;
    g.setPaint(new GradientPaint((float) x, 0, Tone.lighter(wall, 0.15), (float) (x + w), 0, wall));
    g.fill(new Rectangle2D.Double(x, base - h, w, h));
    g.setColor(Tone.alpha(Tone.darker(wall, 0.45), 0.5));
    for (double wy = base - h + 8; wy < base - 12; wy += 11) {
      for (double wx = x + 6; wx < x + w - 8; wx += 12) {
        g.fill(new Rectangle2D.Double(wx, wy, 6, 6));
      }
    }
  }

  private void tree(Graphics2D g, double x, double size) {
    double base = view.horizon() + 6;
    Color leaf = Tone.mix(new Color(0x3f5b3a), new Color(0x5d7550), random.nextDouble());
    for (int i = 0; i < 5; i++) {
      g.setColor(Tone.alpha(Tone.darker(leaf, random.nextDouble() * 0.3), 0.9));
      double r = size * (0.35 + random.nextDouble() * 0.3);
      double dx = (random.nextDouble() - 0.5) * size * 0.7;
      g.fill(
          new Ellipse2D.Double(
              x + dx - r, base - size * 0.7 - r * random.nextDouble(), r * 2, r * 1.5));
    }
  }

  private void verge(Graphics2D g) {
    float top = (float) view.horizon();
    g.setPaint(
        new GradientPaint(0, top, new Color(0x8a967c), 0, LaneLayout.HEIGHT, new Color(0x6f7a66)));
    g.fill(new Rectangle2D.Double(0, top, LaneLayout.WIDTH, LaneLayout.HEIGHT - top));
    Color slab = new Color(0xa7a59f);
    for (double z = 40; z > 1; z /= 1.12) {
      g.setColor(Tone.mix(slab, Tone.darker(slab, 0.1), random.nextDouble()));
      for (double[] side : new double[][] {{layout.roadRight(), 5}, {layout.roadLeft() - 5, 5}}) {
        g.fill(
            view.polygon(
                side[0],
                0,
                z,
                side[0] + side[1],
                0,
                z,
                side[0] + side[1],
                0,
                z / 1.12,
                side[0],
                0,
                z / 1.12));
      }
    }
  }

  private void road(Graphics2D g) {
    double l = layout.roadLeft();
    double r = layout.roadRight();
    Point2D near = view.at(0, 0, 2.4);
    Point2D far = view.at(0, 0, 60);
    g.setPaint(new GradientPaint(far, new Color(0x8d8f92), near, new Color(0x55585c)));
    g.fill(view.polygon(l, 0, 80, r, 0, 80, r, 0, 1, l, 0, 1));
    for (int i = 0; i < 240; i++) {
      patch(g, l, r);
    }
    kerb(g, l, -0.18);
    kerb(g, r, 0.18);
    lines(g, l, r);
  }

  private void patch(Graphics2D g, double l, double r) {
    double z = 1.5 + Math.pow(random.nextDouble(), 2) * 30;
    double x = l + random.nextDouble() * (r - l);
    double size = 0.05 + random.nextDouble() * 0.35;
    g.setColor(random.nextBoolean() ? new Color(30, 32, 34, 18) : new Color(190, 190, 190, 12));
    Point2D a = view.at(x, 0, z + size);
    Point2D b = view.at(x + size, 0, z);
    double w = Math.abs(b.getX() - a.getX());
    g.fill(
        new Ellipse2D.Double(a.getX(), a.getY(), Math.max(2, w), Math.max(1, b.getY() - a.getY())));
  }

  private void kerb(Graphics2D g, double x, double wide) {
    double top = 0.13;
    for (double z = 60; z > 1; z -= 1) {
      boolean dark = ((int) z) % 2 == 0;
      g.setColor(dark ? new Color(0x3a3b3c) : new Color(0xd8b23a));
      double near = Math.max(0.9, z - 1);
      g.fill(view.polygon(x, 0, z, x, top, z, x, top, near, x, 0, near));
      g.setColor(dark ? new Color(0x55575a) : new Color(0xe6c75a));
      g.fill(view.polygon(x, top, z, x + wide, top, z, x + wide, top, near, x, top, near));
    }
  }

  private void lines(Graphics2D g, double l, double r) {
    g.setColor(new Color(225, 226, 222, 190));
    for (double x : new double[] {l + 0.18, r - 0.26}) {
      g.fill(view.polygon(x, 0, 60, x + 0.1, 0, 60, x + 0.1, 0, 1, x, 0, 1));
    }
    if (layout.lanes().length > 1) {
      for (double z = 2; z < 50; z += 4) {
        g.fill(view.polygon(-0.06, 0, z + 2, 0.06, 0, z + 2, 0.06, 0, z, -0.06, 0, z));
      }
    }
    if (layout.barrier()) {
      double z = LaneLayout.STOP_LINE - 0.2;
      g.fill(
          view.polygon(l + 0.35, 0, z + 0.35, r - 0.4, 0, z + 0.35, r - 0.4, 0, z, l + 0.35, 0, z));
    }
  }

  private void furniture(Graphics2D g) {
    if (layout.barrier()) {
      lampPost(g, -6.0, 20);
      lampPost(g, 1.1, 26);
      booth(g, 0.75, 9.5);
    } else {
      lampPost(g, 5.2, 18);
      lampPost(g, -5.2, 18);
      lampPost(g, 5.2, 34);
      lampPost(g, -5.2, 34);
      bollards(g);
    }
  }

  private void booth(Graphics2D g, double x, double z) {
    Color wall = new Color(0xd6dade);
    g.setColor(new Color(0, 0, 0, 50));
    g.fill(
        view.polygon(
            x - 0.25, 0, z + 2, x + 2.1, 0, z + 2, x + 2.1, 0, z - 0.4, x - 0.5, 0, z - 0.4));
    g.setColor(Tone.darker(wall, 0.28));
    g.fill(view.polygon(x, 0, z + 1.8, x, 2.5, z + 1.8, x, 2.5, z, x, 0, z));
    g.setColor(new Color(0x2c3c4a));
    g.fill(view.polygon(x, 1.05, z + 1.6, x, 2.1, z + 1.6, x, 2.1, z + 0.2, x, 1.05, z + 0.2));
    Graphics2D on = view.plane(g, x, z);
    on.setPaint(new GradientPaint(0, 0, Tone.darker(wall, 0.1), 1.7f, 2.5f, wall));
    on.fill(new Rectangle2D.Double(0, 0, 1.7, 2.5));
    on.setPaint(new GradientPaint(0, 2.1f, new Color(0x6f8799), 0, 1.05f, new Color(0x263643)));
    on.fill(new Rectangle2D.Double(0.15, 1.05, 1.4, 1.05));
    on.setColor(new Color(0x2f5d8c));
    on.fill(new Rectangle2D.Double(-0.15, 2.45, 2.0, 0.22));
    on.setColor(new Color(0xc23b35));
    on.fill(new Rectangle2D.Double(0, 0.25, 1.7, 0.12));
    on.dispose();
  }

  private void lampPost(Graphics2D g, double x, double z) {
    Graphics2D on = view.plane(g, x, z);
    on.setColor(new Color(0x5f666d));
    on.fill(new Rectangle2D.Double(-0.05, 0, 0.1, 6.5));
    double arm = x > 0 ? -0.9 : 0;
    on.fill(new Rectangle2D.Double(arm, 6.4, 0.9, 0.07));
    on.setColor(new Color(0xe8e4d8));
    on.fill(new RoundRectangle2D.Double(x > 0 ? -0.95 : 0.45, 6.3, 0.5, 0.1, 0.08, 0.08));
    on.dispose();
  }

  private void bollards(Graphics2D g) {
    for (double z = 22; z > 6; z -= 4) {
      for (double x : new double[] {-4.1, 4.1}) {
        Graphics2D on = view.plane(g, x, z);
        on.setColor(new Color(0x3c4146));
        on.fill(new RoundRectangle2D.Double(-0.07, 0, 0.14, 0.85, 0.06, 0.06));
        on.setColor(new Color(0xd9b62f));
        on.fill(new Rectangle2D.Double(-0.07, 0.6, 0.14, 0.12));
        on.dispose();
      }
    }
  }
}
