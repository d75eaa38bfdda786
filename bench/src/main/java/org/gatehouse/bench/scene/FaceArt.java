package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Makes the picture of a face from a small relief (skull, nose, sockets, lips) lit from above and
 * left, so that a face detector trained on photographs takes it for one.
 */
final class FaceArt {
  /** The picture spans -1.3 to 1.3 across and -1.5 to 1.2 down; the face itself -1 to 1 down. */
  static final double LEFT = -1.3;

  static final double TOP = -1.5;
  static final double WIDE = 2.6;
  static final double TALL = 2.7;
  private static final int WIDTH = 416;
  private static final int HEIGHT = 432;

  private final Look look;
  private final SplittableRandom random;

  private FaceArt(Look look) {
    this.look = look;
    this.random = new SplittableRandom(look.seed());
  }

  /** An ARGB picture, transparent around the head. */
  static BufferedImage paint(Look look) {
    return new FaceArt(look).paint();
  }

  private BufferedImage paint() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    double[] streaks = streaks();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = LEFT + (x + 0.5) / WIDTH * WIDE;
        double v = TOP + (y + 0.5) / HEIGHT * TALL;
        image.setRGB(x, y, pixel(u, v, streaks[x]));
      }
    }
    return image;
  }

  private double[] streaks() {
    double[] streaks = new double[WIDTH];
    double value = 0;
    for (int x = 0; x < WIDTH; x++) {
      value = value * 0.7 + (random.nextDouble() - 0.5) * 0.5;
      streaks[x] = value;
    }
    return streaks;
  }

  private int pixel(double u, double v, double streak) {
    double hair = hair(u, v);
    double face = edge(1 - radius(u, v), 0.02);
    double ears = ears(u, v);
    double solid = Math.max(Math.max(face, ears), hair);
    if (solid <= 0) {
      return 0;
    }
    Color colour = face >= ears ? skin(u, v) : lit(Tone.darker(look.skin(), 0.18), 0.85);
    colour = Tone.mix(colour, strand(u, v, streak), hair);
    return (int) Math.round(solid * 255) << 24 | (colour.getRGB() & 0xffffff);
  }

  /** 1 at the outline of the face, less inside. */
  private double radius(double u, double v) {
    double half = 0.77 * (v > 0 ? 1 - (1 - look.jaw()) * v : 1);
    return Math.sqrt(u * u / (half * half) + v * v);
  }

  private static double ears(double u, double v) {
    double du = (Math.abs(u) - 0.79) / 0.1;
    double dv = (v - 0.03) / 0.23;
    return edge(1 - Math.sqrt(du * du + dv * dv), 0.1);
  }

  /** A cap of hair above the forehead, and beside the face when it is long. */
  private double hair(double u, double v) {
    double cap = Math.sqrt(u * u / (0.9 * 0.9) + (v + 0.12) * (v + 0.12) / (1.08 * 1.08));
    double line = -0.58 + 0.42 * u * u + 0.05 * Math.sin(u * 9 + look.seed());
    double above = edge(1 - cap, 0.03) * edge(line - v, 0.05);
    double temples = edge(1 - cap, 0.03) * edge(Math.abs(u) - 0.7, 0.03) * edge(-0.15 - v, 0.08);
    double shape = Math.max(above, temples);
    if (look.longHair()) {
      double side = edge(0.98 - Math.abs(u), 0.04) * edge(Math.abs(u) - 0.68 - 0.03 * v, 0.04);
      shape = Math.max(shape, side * edge(v + 0.6, 0.05) * edge(1.15 - v, 0.05));
    }
    return shape;
  }

  private Color strand(double u, double v, double streak) {
    double shine = Math.exp(-Math.pow((v + 0.85) / 0.16, 2)) * 0.3 * (1 - u * u);
    return Tone.lighter(look.hair(), Math.clamp(0.06 + streak * 0.25 + shine, 0, 1));
  }

  private Color skin(double u, double v) {
    double e = 0.012;
    double dx = (relief(u + e, v) - relief(u - e, v)) / (2 * e);
    double dy = (relief(u, v + e) - relief(u, v - e)) / (2 * e);
    double n = Math.sqrt(dx * dx + dy * dy + 1);
    double light = (0.35 * dx + 0.5 * dy + 0.8) / n;
    double soft = Math.clamp(0.42 + 0.66 * Math.max(0, light), 0, 1.12);
    return lit(albedo(u, v), soft);
  }

  private static Color lit(Color c, double light) {
    return new Color(
        (int) Math.min(255, c.getRed() * Math.pow(light, 0.9)),
        (int) Math.min(255, c.getGreen() * light),
        (int) Math.min(255, c.getBlue() * Math.pow(light, 1.08)));
  }

  /** Height of the surface towards the camera. */
  private double relief(double u, double v) {
    double r = radius(u, v);
    double skull = 0.75 * Math.sqrt(Math.max(0.0, 1.02 - r * r));
    double a = Math.abs(u);
    double bridge = bump(u, v, 0, 0.02, 0.085, 0.3, 0.1);
    double tip = bump(u, v, 0, 0.26, 0.1, 0.1, 0.13) + bump(a, v, 0.12, 0.3, 0.06, 0.06, 0.05);
    double sockets = -bump(a, v, 0.33, -0.14, 0.19, 0.11, 0.1);
    double lids = bump(a, v, 0.33, -0.12, 0.13, 0.07, 0.05);
    double brow = bump(a, v, 0.33, -0.31, 0.24, 0.07, 0.05);
    double cheek = bump(a, v, 0.42, 0.22, 0.18, 0.16, 0.05);
    double lips =
        bump(u, v, 0, 0.5, 0.2, 0.045, 0.045)
            + bump(u, v, 0, 0.6, 0.17, 0.055, 0.06)
            - bump(u, v, 0, 0.545, 0.22, 0.015, 0.03);
    double chin = bump(u, v, 0, 0.86, 0.2, 0.11, 0.07) - bump(u, v, 0, 0.71, 0.2, 0.05, 0.04);
    return skull + bridge + tip + sockets + lids + brow + cheek + lips + chin;
  }

  private static double bump(
      double u, double v, double cu, double cv, double su, double sv, double high) {
    double du = (u - cu) / su;
    double dv = (v - cv) / sv;
    return high * Math.exp(-(du * du + dv * dv));
  }

  private Color albedo(double u, double v) {
    double a = Math.abs(u);
    Color c = look.skin();
    c = Tone.mix(c, new Color(0xb5534a), bump(a, v, 0.45, 0.22, 0.2, 0.16, 0.16));
    c = Tone.mix(c, Tone.darker(look.skin(), 0.55), bump(a, v, 0.11, 0.335, 0.05, 0.022, 0.95));
    c = Tone.mix(c, Tone.darker(look.skin(), 0.4), bump(a, v, 0.33, -0.2, 0.2, 0.06, 0.5));
    c = Tone.mix(c, Tone.darker(look.hair(), 0.1), brow(a, v));
    c = lips(c, u, v);
    return eye(c, a, v);
  }

  private static double brow(double a, double v) {
    double middle = -0.33 - 0.05 * Math.cos((a - 0.36) * 5) + 0.035;
    double thick = 0.045 * (1 - Math.max(0, a - 0.3) * 1.2);
    return 0.9 * edge(thick - Math.abs(v - middle), 0.02) * edge(0.19 - Math.abs(a - 0.34), 0.05);
  }

  private static Color lips(Color skin, double u, double v) {
    double half = 0.25;
    double bow = 1 - u * u / (half * half);
    if (bow <= 0) {
      return skin;
    }
    double top = 0.545 - 0.075 * Math.sqrt(bow) * (1 - 0.25 * Math.exp(-u * u / 0.004));
    double low = 0.545 + 0.1 * Math.sqrt(bow);
    double inside = edge(v - top, 0.02) * edge(low - v, 0.025);
    Color c = Tone.mix(skin, new Color(0xa6483f), inside * 0.75);
    return Tone.mix(
        c, new Color(0x4a1512), 0.85 * edge(0.014 - Math.abs(v - 0.548), 0.01) * edge(bow, 0.1));
  }

  private static Color eye(Color skin, double a, double v) {
    double du = (a - 0.33) / 0.155;
    double open = 1 - du * du;
    if (open <= 0) {
      return skin;
    }
    double top = -0.115 - 0.07 * Math.sqrt(open);
    double low = -0.115 + 0.045 * Math.sqrt(open);
    double inside = edge(v - top, 0.015) * edge(low - v, 0.015);
    double iris = Math.hypot(a - 0.33, v + 0.122);
    Color ball = Tone.mix(new Color(0xe9e4df), new Color(0x3a2417), edge(0.068 - iris, 0.012));
    ball = Tone.mix(ball, new Color(0x0b0807), edge(0.034 - iris, 0.01));
    ball = Tone.mix(ball, Color.WHITE, edge(0.014 - Math.hypot(a - 0.31, v + 0.145), 0.008));
    Color c = Tone.mix(skin, ball, inside);
    double lash = edge(0.02 - Math.abs(v - top), 0.012) * edge(open, 0.15);
    return Tone.mix(c, new Color(0x1d120d), lash * 0.9);
  }

  /** 0 below zero, 1 above the width, straight between. */
  private static double edge(double value, double width) {
    return Math.clamp(value / width + 0.5, 0, 1);
  }
}
