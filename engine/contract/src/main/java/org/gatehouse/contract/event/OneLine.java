package org.gatehouse.contract.event;

/**
 * What devices and receivers said, on one line: some stores refuse control characters (PostgreSQL
 * has no place for NUL), and readers of logs trip over them. Pure.
 */
public final class OneLine {
  private static final int REPLACEMENT = 0xFFFD;

  private OneLine() {}

  /** That text, with U+FFFD for each control character and each half of a surrogate pair. */
  public static String of(String text) {
    if (text.codePoints().allMatch(OneLine::isPlain)) {
      return text;
    }
    return text.codePoints()
        .map(c -> isPlain(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPlain(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }
}
