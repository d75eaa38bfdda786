package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is around a plate: paint, a grille, lamps, the road. Stateless. */
final class Backdrop {
  private Backdrop() {}

  static Mat paint(int width, int height, RandomGenerator random) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    Color body = colour(random, 40, 200);
    g.setPaint(new GradientPaint(0, 0, body.brighter(), 0, height, body.darker()));
    g.fillRect(0, 0, width, height);
    g.setColor(colour(random, 10, 60));
    for (int i = 0; i < 6; i++) {
      g.fill(new Rectangle2D.Double(width * 0.3, height * (0.06 + 0.05 * i), width * 0.4, 8));
    }
    g.setColor(colour(random, 150, 250));
    g.fill(new Ellipse2D.Double(width * 0.03, height * 0.1, width * 0.16, height * 0.14));
    g.fill(new Ellipse2D.Double(width * 0.81, height * 0.1, width * 0.16, height * 0.14));
    g.setColor(colour(random, 60, 120));
    g.fill(new Rectangle2D.Double(0, height * 0.86, width, height * 0.14));
    g.dispose();
    Mat scene = new Mat(height, width, CV_8UC3);
    scene.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return scene;
  }

  private static Color colour(RandomGenerator random, int from, int to) {
    return new Color(random.nextInt(from, to), random.nextInt(from, to), random.nextInt(from, to));
  }
}
