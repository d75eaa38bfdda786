package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** One walker seen from the front; owned by the thread that renders the pedestrian gate. */
final class WalkerArt {
  private static final double FACE_HALF = 0.118;
  private static final double STEPS_PER_SECOND = 1.8;

  private final Look look;
  private final BufferedImage[] faces;

  WalkerArt(Look look) {
    this.look = look;
    BufferedImage full = FaceArt.paint(look);
    this.faces = new BufferedImage[] {full, halved(full), halved(halved(full))};
  }

  private static BufferedImage halved(BufferedImage from) {
    BufferedImage to =
        new BufferedImage(from.getWidth() / 2, from.getHeight() / 2, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = to.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
    g.dispose();
    return to;
  }

  /**
   * Draws the walker.
   *
   * @param t seconds since the first step, which give the pose
   */
  void draw(Graphics2D g, View view, double x, double z, double t) {
    double phase = Math.PI * STEPS_PER_SECOND * t;
    double sway = 0.018 * Math.sin(phase);
    double bob = 0.016 * Math.abs(Math.cos(phase));
    shadow(g, view, x, z);
    Graphics2D on = view.plane(g, x + sway, z);
    on.translate(0, bob);
    legs(on, Math.sin(phase));
    body(on, Math.sin(phase));
    neck(on);
    on.dispose();
    head(g, view, x + sway * 1.2, z, bob, Math.sin(phase) * 0.02);
  }

  private static void shadow(Graphics2D g, View view, double x, double z) {
    g.setColor(new Color(0, 0, 0, 22));
    for (double r = 0.42; r > 0.1; r -= 0.07) {
      g.fill(
          view.polygon(
              x - r,
              0,
              z - r * 0.6,
              x + r,
              0,
              z - r * 0.6,
              x + r + 0.25,
              0,
              z + r,
              x - r + 0.25,
              0,
              z + r));
    }
  }

  private void legs(Graphics2D on, double swing) {
    for (int side = -1; side <= 1; side += 2) {
      double lift = Math.max(0, swing * side) * 0.13;
      on.setPaint(
          new GradientPaint(
              (float) (side * 0.11 - 0.09),
              0,
              Tone.lighter(look.trousers(), 0.1),
              (float) (side * 0.11 + 0.09),
              0,
              Tone.darker(look.trousers(), 0.3)));
      on.fill(new RoundRectangle2D.Double(side * 0.105 - 0.085, 0.07 + lift, 0.17, 0.85, 0.1, 0.1));
      on.setColor(new Color(0x1b1a1a));
      on.fill(new RoundRectangle2D.Double(side * 0.11 - 0.07, lift, 0.14, 0.1, 0.07, 0.07));
    }
  }

  private void body(Graphics2D on, double swing) {
    double shoulder = look.height() - 0.3;
    arms(on, shoulder, swing);
    Path2D coat = new Path2D.Double();
    coat.moveTo(-0.21, 0.78);
    coat.quadTo(-0.2, 1.1, -0.235, shoulder - 0.07);
    coat.quadTo(-0.22, shoulder, -0.08, shoulder + 0.05);
    coat.lineTo(0.08, shoulder + 0.05);
    coat.quadTo(0.22, shoulder, 0.235, shoulder - 0.07);
    coat.quadTo(0.2, 1.1, 0.21, 0.78);
    coat.closePath();
    on.setPaint(
        new GradientPaint(
            -0.24f,
            1.2f,
            Tone.lighter(look.coat(), 0.16),
            0.24f,
            1.0f,
            Tone.darker(look.coat(), 0.32)));
    on.fill(coat);
    Path2D collar = new Path2D.Double();
    collar.moveTo(-0.085, shoulder + 0.05);
    collar.lineTo(0, shoulder - 0.16);
    collar.lineTo(0.085, shoulder + 0.05);
    collar.closePath();
    on.setColor(new Color(0xe6e4df));
    on.fill(collar);
    on.setColor(Tone.darker(look.coat(), 0.4));
    on.fill(new RoundRectangle2D.Double(-0.006, 0.8, 0.012, shoulder - 0.95, 0.01, 0.01));
  }

  private void arms(Graphics2D on, double shoulder, double swing) {
    for (int side = -1; side <= 1; side += 2) {
      double reach = 1 - 0.06 * swing * side;
      double low = shoulder - 0.62 * reach;
      on.setPaint(
          new GradientPaint(
              (float) (side * 0.27 - 0.06),
              0,
              Tone.lighter(look.coat(), 0.06),
              (float) (side * 0.27 + 0.07),
              0,
              Tone.darker(look.coat(), 0.38)));
      on.fill(
          new RoundRectangle2D.Double(
              side * 0.265 - 0.065, low, 0.13, shoulder - low + 0.0, 0.12, 0.12));
      on.setColor(Tone.darker(look.skin(), 0.1));
      on.fill(new Ellipse2D.Double(side * 0.27 - 0.045, low - 0.1, 0.09, 0.14));
    }
  }

  private void neck(Graphics2D on) {
    double chin = look.height() - 2 * FACE_HALF;
    on.setPaint(
        new GradientPaint(
            0,
            (float) chin,
            Tone.darker(look.skin(), 0.45),
            0,
            (float) (chin - 0.09),
            Tone.darker(look.skin(), 0.12)));
    on.fill(new RoundRectangle2D.Double(-0.06, chin - 0.09, 0.12, 0.16, 0.06, 0.06));
  }

  private void head(Graphics2D g, View view, double x, double z, double bob, double tilt) {
    double unit = FACE_HALF * view.scale(z);
    var middle = view.at(x, look.height() - FACE_HALF + bob, z);
    BufferedImage face = faces[unit < 26 ? 2 : unit < 55 ? 1 : 0];
    AffineTransform t = new AffineTransform();
    t.translate(middle.getX(), middle.getY());
    t.rotate(tilt);
    t.scale(unit, unit);
    t.translate(FaceArt.LEFT, FaceArt.TOP);
    t.scale(FaceArt.WIDE / face.getWidth(), FaceArt.TALL / face.getHeight());
    g.drawImage(face, t, null);
  }
}
