package org.gatehouse.camera.onvif.xml;

/** Text on its way into a document. */
public final class XmlText {
  private XmlText() {}

  /** With the characters escaped that mean something in XML, and without those it does not know. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&apos;");
      default -> {
        if (legal(c)) {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** XML 1.0 §2.2. */
  private static boolean legal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** A text of a device's own, fit for a message or a table: one line, no controls, not long. */
  public static String plain(String text) {
    String oneLine = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").trim();
    return oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "...";
  }
}
