package org.gatehouse.bench.plates;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of Chinese plates: size in millimetres, colours, lines, and how their texts are made. */
public enum RenderedKind {
  /** Small cars. */
  BLUE(440, 140, Paint.BLUE, Layout.ONE_LINE, "^@XXXXX"),
  /** Lorries and buses at the front. */
  YELLOW(440, 140, Paint.YELLOW, Layout.ONE_LINE, "^@XXXXX"),
  /** Lorries and buses at the rear. */
  DOUBLE(440, 220, Paint.YELLOW, Layout.TWO_LINES, "^@XXXXX"),
  /** Trailers. */
  TRAILER(440, 220, Paint.YELLOW, Layout.TWO_LINES, "^@XXXX挂"),
  /** Motorcycles at the rear. */
  MOTORCYCLE(220, 140, Paint.YELLOW, Layout.MOTORCYCLE, "^@XXXXX"),
  /** Light motorcycles at the rear. */
  MOPED(220, 140, Paint.BLUE, Layout.MOTORCYCLE, "^@XXXXX"),
  /** New-energy cars. */
  ENERGY_SMALL(480, 140, Paint.GREEN, Layout.EIGHT, "^@[DF]99999"),
  /** New-energy lorries and buses. */
  ENERGY_LARGE(480, 140, Paint.YELLOW_GREEN, Layout.EIGHT, "^@99999[DF]"),
  /** Driving schools. */
  LEARNER(440, 140, Paint.YELLOW, Layout.ONE_LINE, "^@XXXX学"),
  /** Police. */
  POLICE(440, 140, Paint.WHITE, Layout.ONE_LINE, "^@XXXX警"),
  /** Hong Kong vehicles on the mainland. */
  HONG_KONG(440, 140, Paint.BLACK, Layout.ONE_LINE, "粤ZXXXX港"),
  /** Macau vehicles on the mainland. */
  MACAU(440, 140, Paint.BLACK, Layout.ONE_LINE, "粤ZXXXX澳"),
  /** Consulates. */
  CONSULATE(440, 140, Paint.BLACK, Layout.ONE_LINE, "^@9999领"),
  /** Embassies. */
  EMBASSY(440, 140, Paint.BLACK, Layout.ONE_LINE, "使999999");

  final int widthMm;
  final int heightMm;
  final Paint paint;
  final Layout layout;
  final String pattern;

  RenderedKind(int widthMm, int heightMm, Paint paint, Layout layout, String pattern) {
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    this.paint = paint;
    this.layout = layout;
    this.pattern = pattern;
  }

  /** As an option spells it: {@code energy-small}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind that an option names.
   *
   * @throws IllegalArgumentException with the known ones
   */
  public static RenderedKind of(String option) {
    return Arrays.stream(values())
        .filter(kind -> kind.option().equals(option.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + option + "' is none of " + options()));
  }

  /** All of them, for a help text. */
  public static String options() {
    return Arrays.stream(values()).map(RenderedKind::option).collect(Collectors.joining(", "));
  }

  /** Background above and below, and ink. */
  enum Paint {
    BLUE(0x1b49b8, 0x1b49b8, 0xffffff),
    YELLOW(0xf2b21c, 0xeeaa12, 0x14120c),
    GREEN(0xf0f7f0, 0x3fbf6e, 0x101410),
    YELLOW_GREEN(0x52c47a, 0x52c47a, 0x101410),
    WHITE(0xf4f4f0, 0xececea, 0x141414),
    BLACK(0x16171a, 0x121316, 0xf4f4f4);

    final Color top;
    final Color bottom;
    final Color ink;

    Paint(int top, int bottom, int ink) {
      this.top = new Color(top);
      this.bottom = new Color(bottom);
      this.ink = new Color(ink);
    }
  }

  /** Where the characters stand, and how high the lines are. */
  enum Layout {
    ONE_LINE(90, 90),
    EIGHT(90, 90),
    TWO_LINES(60, 110),
    MOTORCYCLE(38, 70);

    final double smallestMm;
    final double largestMm;

    Layout(double smallestMm, double largestMm) {
      this.smallestMm = smallestMm;
      this.largestMm = largestMm;
    }
  }
}
