package org.gatehouse.bench.scene;

import java.awt.Color;

/** Small sums with colours. */
final class Tone {
  private Tone() {}

  /** From a (0) to b (1). */
  static Color mix(Color a, Color b, double share) {
    double t = Math.clamp(share, 0, 1);
    return new Color(
        channel(a.getRed(), b.getRed(), t),
        channel(a.getGreen(), b.getGreen(), t),
        channel(a.getBlue(), b.getBlue(), t));
  }

  static Color darker(Color c, double share) {
    return mix(c, Color.BLACK, share);
  }

  static Color lighter(Color c, double share) {
    return mix(c, Color.WHITE, share);
  }

  static Color alpha(Color c, double alpha) {
    return new Color(
        c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(Math.clamp(alpha, 0, 1) * 255));
  }

  private static int channel(int a, int b, double t) {
    return (int) Math.round(a + (b - a) * t);
  }
}
