package org.gatehouse.camera.rtsp;

/** Reads numbers the way cameras write them: with something after, or not at all. */
public final class Numbers {
  private Numbers() {}

  /** The decimal digits that the text starts with; {@code otherwise} if none or too many. */
  public static int leading(String text, int otherwise) {
    String trimmed = text.trim();
    int end = 0;
    while (end < trimmed.length() && trimmed.charAt(end) >= '0' && trimmed.charAt(end) <= '9') {
      end++;
    }
    if (end == 0 || end > 9) {
      return otherwise;
    }
    return Integer.parseInt(trimmed.substring(0, end));
  }
}
