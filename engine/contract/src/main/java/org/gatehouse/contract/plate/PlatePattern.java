package org.gatehouse.contract.plate;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What plates are sought by: {@code *} stands for any characters or none, {@code ?} for one. All
 * else stands for itself. Immutable.
 *
 * @param text capital letters, digits, Chinese characters, {@code *} and {@code ?}
 * @param lookAlikes whether characters that look alike are one
 */
public record PlatePattern(String text, boolean lookAlikes) {
  /** So many fixed characters in a row make a pattern that an index finds. */
  public static final int SELECTIVE = 3;

  private static final int LONGEST = 16;
  private static final Pattern LEGAL = Pattern.compile("[A-Z0-9*?\\p{IsHan}]{1," + LONGEST + "}");
  private static final Pattern JOKERS = Pattern.compile("[*?]+");

  /**
   * As somebody typed it: in small letters, too, and with the separators and umlauts that are on
   * plates.
   *
   * @throws IllegalArgumentException for any other character, or a length that no plate has
   */
  public static PlatePattern of(String typed, boolean lookAlikes) {
    String capitals = Umlauts.plain(typed.strip().toUpperCase(Locale.ROOT));
    String text = capitals.replaceAll("[\\s·.-]", "");
    if (!LEGAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a plate pattern has 1 to %d letters, digits, Chinese characters, * and ?, not '%s'"
              .formatted(LONGEST, typed));
    }
    return new PlatePattern(text, lookAlikes);
  }

  /** What texts are compared with: itself, folded where look-alikes are one. */
  public String compared() {
    return lookAlikes ? LookAlikes.fold(text) : text;
  }

  /** Whether an index finds it, so that no time has to be named. */
  public boolean isSelective() {
    return JOKERS
        .splitAsStream(text)
        .anyMatch(run -> run.codePointCount(0, run.length()) >= SELECTIVE);
  }
}
