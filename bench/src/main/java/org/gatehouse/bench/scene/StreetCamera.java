package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Renders a street far away, where nothing is analysed; used by one thread. */
final class StreetCamera {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;
  static final int FRAMES = 16 * Scene.FPS;

  private static final Color[] PAINTS = {
    new Color(0xd9dadb),
    new Color(0x343a40),
    new Color(0x8a2a2c),
    new Color(0x33567f),
    new Color(0xa7a9ab),
    new Color(0xcfa437),
  };

  private final SplittableRandom random;
  private final BufferedImage backdrop;
  private final List<Car> cars = new ArrayList<>();

  /** Passes the picture's left edge at {@code start} seconds, again each round. */
  private record Car(Color paint, double start, double speed, double y, double size) {}

  StreetCamera(SplittableRandom random) {
    this.random = random;
    this.backdrop = backdrop();
    for (int i = 0; i < 6; i++) {
      cars.add(new Car(PAINTS[random.nextInt(PAINTS.length)], 2.6 * i, 150, 352, 0.9));
      cars.add(new Car(PAINTS[random.nextInt(PAINTS.length)], 2.6 * i + 1.1, -130, 322, 0.74));
    }
  }

  List<Segment> render(Runnable afterEach) {
    try (FrameSink sink = new FrameSink(WIDTH, HEIGHT, 1_200_000, random.split())) {
      return List.of(new Segment(sink.record(FRAMES, this::frame, afterEach), List.of()));
    }
  }

  private void frame(BufferedImage image, int index) {
    Picture.copy(backdrop, image);
    Graphics2D g = Picture.graphics(image);
    double round = (double) FRAMES / Scene.FPS;
    double t = (double) index / Scene.FPS;
    cars.stream()
        .sorted((a, b) -> Double.compare(a.y(), b.y()))
        .forEach(
            car -> {
              double since = (t - car.start() + 2 * round) % round;
              double travelled = -70 + Math.abs(car.speed()) * since;
              double x = car.speed() > 0 ? travelled : WIDTH - travelled;
              side(g, car, x);
            });
    lamp(g, 300);
    lamp(g, 760);
    g.dispose();
  }

  private static void side(Graphics2D g, Car car, double x) {
    Graphics2D on = (Graphics2D) g.create();
    on.translate(x, car.y());
    on.scale(car.speed() > 0 ? car.size() : -car.size(), car.size());
    on.setColor(new Color(0, 0, 0, 60));
    on.fill(new Ellipse2D.Double(-46, -4, 92, 9));
    on.setPaint(
        new GradientPaint(
            0, -26, Tone.lighter(car.paint(), 0.2), 0, 0, Tone.darker(car.paint(), 0.3)));
    Path2D body = new Path2D.Double();
    body.moveTo(-44, -4);
    body.lineTo(-44, -15);
    body.curveTo(-36, -18, -30, -18, -26, -19);
    body.curveTo(-18, -31, -10, -31, 4, -31);
    body.curveTo(14, -31, 20, -24, 26, -19);
    body.curveTo(38, -17, 43, -15, 44, -10);
    body.lineTo(44, -4);
    body.closePath();
    on.fill(body);
    on.setColor(new Color(0x22303c));
    on.fill(new RoundRectangle2D.Double(-19, -28, 17, 9, 6, 6));
    on.fill(new RoundRectangle2D.Double(1, -28, 17, 9, 6, 6));
    for (double wheel : new double[] {-27, 26}) {
      on.setColor(new Color(0x131416));
      on.fill(new Ellipse2D.Double(wheel - 8, -10, 16, 16));
      on.setColor(new Color(0x9a9fa5));
      on.fill(new Ellipse2D.Double(wheel - 4, -6, 8, 8));
    }
    on.setColor(new Color(0xfff2c4));
    on.fill(new Ellipse2D.Double(40, -13, 4, 4));
    on.dispose();
  }

  private BufferedImage backdrop() {
    BufferedImage image = Picture.blank(WIDTH, HEIGHT);
    Graphics2D g = Picture.graphics(image);
    g.setPaint(new GradientPaint(0, 0, new Color(0x88a9c8), 0, 200, new Color(0xdfe6ea)));
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    for (double x = -20; x < WIDTH; ) {
      double w = 90 + random.nextDouble(90);
      house(g, x, w, 120 + random.nextDouble(110));
      x += w + 4;
    }
    g.setColor(new Color(0xaaa8a2));
    g.fill(new Rectangle2D.Double(0, 270, WIDTH, 30));
    g.setPaint(new GradientPaint(0, 298, new Color(0x6d7074), 0, 380, new Color(0x55585c)));
    g.fill(new Rectangle2D.Double(0, 298, WIDTH, 78));
    g.setColor(new Color(230, 230, 225, 200));
    for (double x = 10; x < WIDTH; x += 64) {
      g.fill(new Rectangle2D.Double(x, 332, 34, 3));
    }
    g.setPaint(new GradientPaint(0, 376, new Color(0xb5b2ab), 0, HEIGHT, new Color(0x8d8a84)));
    g.fill(new Rectangle2D.Double(0, 376, WIDTH, HEIGHT - 376));
    g.setColor(new Color(0, 0, 0, 28));
    for (double y = 376; y < HEIGHT; y += 26) {
      g.fill(new Rectangle2D.Double(0, y, WIDTH, 2));
    }
    for (double x = 60; x < WIDTH; x += 170) {
      tree(g, x + random.nextDouble(40));
    }
    g.dispose();
    Picture.grain(image, random, 0, 4);
    Picture.vignette(image);
    return image;
  }

  private void house(Graphics2D g, double x, double w, double h) {
    Color wall = Tone.mix(new Color(0xa79a8c), new Color(0x8f9aa4), random.nextDouble());
    g.setPaint(new GradientPaint((float) x, 0, Tone.lighter(wall, 0.12), (float) (x + w), 0, wall));
    g.fill(new Rectangle2D.Double(x, 272 - h, w, h));
    g.setColor(new Color(0x44525f));
    for (double wy = 272 - h + 12; wy < 236; wy += 26) {
      for (double wx = x + 9; wx < x + w - 14; wx += 22) {
        g.fill(new Rectangle2D.Double(wx, wy, 12, 15));
      }
    }
    g.setColor(new Color(0x3a4148));
    g.fill(new Rectangle2D.Double(x + 6, 246, w - 12, 26));
  }

  private void tree(Graphics2D g, double x) {
    g.setColor(new Color(0x5b4636));
    g.fill(new Rectangle2D.Double(x - 3, 236, 6, 60));
    for (int i = 0; i < 9; i++) {
      g.setColor(Tone.mix(new Color(0x3f6238), new Color(0x63834e), random.nextDouble()));
      double r = 14 + random.nextDouble(10);
      g.fill(
          new Ellipse2D.Double(
              x + random.nextDouble(44) - 22 - r, 214 + random.nextDouble(34) - r, r * 2, r * 2));
    }
  }

  private static void lamp(Graphics2D g, double x) {
    g.setColor(new Color(0x4a5056));
    g.fill(new Rectangle2D.Double(x, 190, 5, 205));
    g.fill(new Rectangle2D.Double(x, 190, 40, 4));
    g.setColor(new Color(0xe9e5d6));
    g.fill(new RoundRectangle2D.Double(x + 28, 192, 16, 5, 3, 3));
  }
}
