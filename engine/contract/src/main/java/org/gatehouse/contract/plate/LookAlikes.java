package org.gatehouse.contract.plate;

import java.util.List;

/** Which characters readers and people take for one another on plates. Stateless. */
public final class LookAlikes {
  private static final List<String> GROUPS =
      List.of("0ODQCU", "1ILTJ7", "2Z7", "5S", "8B3", "6G", "4A", "VY", "MNHW", "EF", "PR", "KX");

  private static final String FROM = "OQDILZSGB";
  private static final String TO = "000112568";

  private static final int ASCII = 128;
  private static final String[] OTHERS = new String[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      StringBuilder others = new StringBuilder();
      for (String group : GROUPS) {
        for (int i = 0; i < group.length() && group.indexOf(c) >= 0; i++) {
          boolean known = group.charAt(i) == c || others.indexOf(group.substring(i, i + 1)) >= 0;
          others.append(known ? "" : group.charAt(i));
        }
      }
      OTHERS[c] = others.toString();
    }
  }

  private LookAlikes() {}

  /** Whether two characters that differ look alike. */
  public static boolean alike(char a, char b) {
    return of(a).indexOf(b) >= 0;
  }

  /** All that look like it; none for signs such as those of provinces. */
  public static String of(char c) {
    return c < ASCII ? OTHERS[c] : "";
  }

  /**
   * The text with one character for each of the closest kin (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B),
   * so that an index can find them by equality. Narrower than {@link #alike}, which is no
   * equivalence: 2 looks like 7 and 7 like 1.
   */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = FROM.indexOf(text.charAt(i));
      folded.append(at < 0 ? text.charAt(i) : TO.charAt(at));
    }
    return folded.toString();
  }
}
