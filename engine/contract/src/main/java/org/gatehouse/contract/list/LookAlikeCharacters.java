package org.gatehouse.contract.list;

import java.util.List;

/** Which characters of plates are taken for one another. Pure. */
public final class LookAlikeCharacters {
  private static final List<String> GROUPS =
      List.of("0ODQCU", "1ILTJ7", "2Z7", "5S", "8B3", "6G", "4A", "VY", "MNHW", "EF", "PR", "KX");

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

  private LookAlikeCharacters() {}

  /** Whether two characters that differ look alike. */
  public static boolean alike(char a, char b) {
    return of(a).indexOf(b) >= 0;
  }

  /** All that look like it; none for signs such as those of provinces. */
  public static String of(char c) {
    return c < ASCII ? OTHERS[c] : "";
  }
}
