package org.gatehouse.server.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param check its name, such as {@code JDK}
 * @param remedy what a person can do; null if nothing needs to be done
 */
record Finding(String check, Level level, String detail, @Nullable String remedy) {
  enum Level {
    OK("✔"),
    /** The engine works, but less well, or something optional is absent. */
    WARN("▲"),
    /** The engine cannot work. */
    FAIL("✘");

    private final String glyph;

    Level(String glyph) {
      this.glyph = glyph;
    }

    String glyph() {
      return glyph;
    }
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Level.OK, detail, null);
  }

  static Finding warn(String check, String detail, String remedy) {
    return new Finding(check, Level.WARN, detail, remedy);
  }

  static Finding fail(String check, String detail, String remedy) {
    return new Finding(check, Level.FAIL, detail, remedy);
  }
}
