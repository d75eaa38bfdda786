package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One shape that plates of a region have. Written as a pattern, one sign a position:
 *
 * <ul>
 *   <li>{@code ^} a Chinese province but 皖; {@code @} a letter but I and O; {@code X} a digit or
 *       such a letter
 *   <li>{@code L} any letter; {@code 9} a digit; {@code N} a letter or digit
 *   <li>{@code [...]} one of these; {@code -} a gap that may carry a sticker or a coat of arms,
 *       which a recogniser may take for a character; any other sign stands for itself
 * </ul>
 */
public final class PlateFormat {
  /** See {@link ChinaFormats}. */
  static final String COMMON = "皖";

  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CLEAR_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  private final String region;
  private final String kind;
  private final List<boolean[]> slots;
  private final Set<Integer> gaps;
  private final int maxSerialLetters;
  private final int minDigits;
  private final double penalty;

  private PlateFormat(
      String region,
      String kind,
      List<boolean[]> slots,
      Set<Integer> gaps,
      int maxSerialLetters,
      int minDigits,
      double penalty) {
    this.region = region;
    this.kind = kind;
    this.slots = slots;
    this.gaps = gaps;
    this.maxSerialLetters = maxSerialLetters;
    this.minDigits = minDigits;
    this.penalty = penalty;
  }

  /** With no other condition than the pattern. */
  public static PlateFormat of(String region, String kind, String pattern) {
    List<boolean[]> slots = new ArrayList<>();
    Set<Integer> gaps = new HashSet<>();
    parse(pattern, slots, gaps);
    return new PlateFormat(
        region, kind, List.copyOf(slots), Set.copyOf(gaps), Integer.MAX_VALUE, 0, 0);
  }

  /** The same, if at most {@code count} of the characters after the second are letters. */
  PlateFormat withSerialLetters(int count) {
    return new PlateFormat(region, kind, slots, gaps, count, minDigits, penalty);
  }

  /** The same, if at least {@code count} characters are digits, and not all of them. */
  PlateFormat withDigits(int count) {
    return new PlateFormat(region, kind, slots, gaps, maxSerialLetters, count, penalty);
  }

  /** The same, believed less than others by this natural logarithm. */
  PlateFormat withPenalty(double value) {
    return new PlateFormat(region, kind, slots, gaps, maxSerialLetters, minDigits, value);
  }

  private static void parse(String pattern, List<boolean[]> slots, Set<Integer> gaps) {
    int at = 0;
    while (at < pattern.length()) {
      char sign = pattern.charAt(at);
      if (sign == '[') {
        int end = pattern.indexOf(']', at);
        slots.add(set(pattern.substring(at + 1, end)));
        at = end + 1;
      } else {
        if (sign == '-') {
          gaps.add(slots.size());
        } else {
          slots.add(set(meaning(sign)));
        }
        at++;
      }
    }
  }

  private static String meaning(char sign) {
    return switch (sign) {
      case '^' -> PlateAlphabet.PROVINCES.replace(COMMON, "");
      case '@' -> CLEAR_LETTERS;
      case 'X' -> DIGITS + CLEAR_LETTERS;
      case 'L' -> LETTERS;
      case '9' -> DIGITS;
      case 'N' -> DIGITS + LETTERS;
      default -> String.valueOf(sign);
    };
  }

  private static boolean[] set(String characters) {
    boolean[] set = new boolean[PlateAlphabet.SIZE];
    characters.chars().forEach(character -> set[PlateAlphabet.number((char) character)] = true);
    return set;
  }

  /** {@code CN}, a country code, {@code US}, {@code BR} or {@code GENERIC}. */
  public String region() {
    return region;
  }

  /** What kind of plate, such as {@code standard}. */
  public String kind() {
    return kind;
  }

  /** How much less it is believed than others, as a natural logarithm. */
  public double penalty() {
    return penalty;
  }

  /** Whether {@code text} begins a plate of this format. */
  public boolean begins(String text) {
    if (text.length() > slots.size()) {
      return false;
    }
    int serialLetters = 0;
    for (int i = 0; i < text.length(); i++) {
      int number = PlateAlphabet.number(text.charAt(i));
      if (number < 0 || !slots.get(i)[number]) {
        return false;
      }
      if (i >= 2 && LETTERS.indexOf(text.charAt(i)) >= 0) {
        serialLetters++;
      }
    }
    return serialLetters <= maxSerialLetters;
  }

  /** Whether a gap follows {@code text}, which begins a plate of this format. */
  boolean hasGapAfter(String text) {
    return gaps.contains(text.length()) && begins(text);
  }

  /** Marks the characters that may occur. */
  void addTo(boolean[] alphabet) {
    for (boolean[] slot : slots) {
      for (int i = 0; i < slot.length; i++) {
        alphabet[i] |= slot[i];
      }
    }
  }

  /** Whether {@code text} is a plate of this format. */
  public boolean matches(String text) {
    return text.length() == slots.size() && begins(text) && (minDigits == 0 || mixed(text));
  }

  /** Letters and digits; a letter that may as well be a digit makes no plate of a date. */
  private boolean mixed(String text) {
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    return digits >= minDigits && text.chars().anyMatch(c -> c >= 'A' && c != 'O' && c != 'I');
  }
}
