package org.gatehouse.contract.plate;

/**
 * Characters that readers and people take for each other on plates: 0 O Q D, 1 I L, 2 Z, 5 S, 6 G,
 * 8 B. Stateless.
 */
public final class LookAlikes {
  private static final String FROM = "OQDILZSGB";
  private static final String TO = "000112568";

  private LookAlikes() {}

  /** The text with one character for all that look alike: texts that fold to the same do. */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = FROM.indexOf(text.charAt(i));
      folded.append(at < 0 ? text.charAt(i) : TO.charAt(at));
    }
    return folded.toString();
  }
}
