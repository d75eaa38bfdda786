package org.gatehouse.bench.scene;

import java.awt.Color;

/** One plate: its text without separators, and what it looks like. */
public record Plate(String text, Kind kind) {
  /** Colours and layout. */
  public enum Kind {
    /** Small cars: white on blue, seven characters. */
    BLUE(440, new Color(0x1b49b8), new Color(0x1b49b8), Color.WHITE),
    /** Small new-energy cars: black on white fading to green, eight characters. */
    GREEN(480, new Color(0xf0f7f0), new Color(0x3fbf6e), new Color(0x101410)),
    /** Buses and lorries, front plate in one line: black on yellow, seven characters. */
    YELLOW(440, new Color(0xf2b21c), new Color(0xeeaa12), new Color(0x14120c));

    final double widthMm;
    final Color top;
    final Color bottom;
    final Color ink;

    Kind(double widthMm, Color top, Color bottom, Color ink) {
      this.widthMm = widthMm;
      this.top = top;
      this.bottom = bottom;
      this.ink = ink;
    }
  }
}
