package org.gatehouse.contract.plate;

import java.text.Normalizer;

/**
 * Ä, Ö and Ü on plates. Readers see their dots at one look and not at the next: wherever plates are
 * read, listed or sought they are A, O and U. Pure.
 */
public final class Umlauts {
  private static final String WITH = "ÄÖÜ";
  private static final String WITHOUT = "AOU";

  private Umlauts() {}

  /** A capital letter without its dots; any other character as it is. */
  public static char plain(char capital) {
    int at = WITH.indexOf(capital);
    return at < 0 ? capital : WITHOUT.charAt(at);
  }

  /** A text in capital letters without their dots, also where these are characters of their own. */
  public static String plain(String capitals) {
    String text = Normalizer.normalize(capitals, Normalizer.Form.NFC);
    StringBuilder plain = new StringBuilder(text.length());
    text.chars().forEach(c -> plain.append(plain((char) c)));
    return plain.toString();
  }
}
