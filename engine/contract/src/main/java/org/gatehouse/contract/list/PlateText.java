package org.gatehouse.contract.list;

import java.text.Normalizer;
import java.util.Locale;
import org.gatehouse.contract.plate.Umlauts;

/** How plates are compared: capital letters and digits without what stands between. Pure. */
public final class PlateText {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 16;
  private static final String BETWEEN = "-_.·•・:/";

  private PlateText() {}

  /**
   * A plate as it is compared, however it is written: {@code 京a·12345} is {@code 京A12345}, and
   * {@code WÜ-AB 123} is {@code WUAB123}.
   *
   * @throws IllegalArgumentException saying what was expected and what was seen, if it is none
   */
  public static String of(String written) {
    String plain = Normalizer.normalize(written, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder text = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        text.append(Umlauts.plain(c));
      } else if (!Character.isWhitespace(c) && BETWEEN.indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "a plate has letters and digits only, but '" + shown(written) + "' has something else");
      }
    }
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a plate has 2 to 16 letters and digits, but '"
              + shown(written)
              + "' has "
              + text.length());
    }
    return text.toString();
  }

  private static String shown(String written) {
    String clean = written.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
  }
}
