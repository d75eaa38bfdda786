package org.gatehouse.bench.plates;

import java.util.random.RandomGenerator;

/** Makes up legal texts by a kind's pattern. Pure but for the random numbers. */
final class PlateText {
  private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  /** A serial number has two letters at most. */
  private static final int MAX_LETTERS = 2;

  private static final double LETTER_SHARE = 0.25;

  private PlateText() {}

  static String random(String pattern, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int letters = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char sign = pattern.charAt(i);
      switch (sign) {
        case '^' -> text.append(pick(PROVINCES, random));
        case '@' -> text.append(pick(LETTERS, random));
        case '9' -> text.append(pick(DIGITS, random));
        case 'X' -> {
          boolean letter = letters < MAX_LETTERS && random.nextDouble() < LETTER_SHARE;
          letters += letter ? 1 : 0;
          text.append(pick(letter ? LETTERS : DIGITS, random));
        }
        case '[' -> {
          int end = pattern.indexOf(']', i);
          text.append(pick(pattern.substring(i + 1, end), random));
          i = end;
        }
        default -> text.append(sign);
      }
    }
    return text.toString();
  }

  private static char pick(String from, RandomGenerator random) {
    return from.charAt(random.nextInt(from.length()));
  }
}
