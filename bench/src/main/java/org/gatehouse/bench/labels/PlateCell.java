package org.gatehouse.bench.labels;

import java.util.Locale;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.contract.list.PlateText;

/** How people write plates, and how reports of them are compared with that. Stateless. */
public final class PlateCell {
  private PlateCell() {}

  /**
   * A plate as the product would tell it, whatever stands between its characters: {@code 粤o·A9112}
   * is {@code 粤0A9112}. What no plate can be is kept, and nothing that is read is equal to it.
   *
   * @param written empty, or a dash or another sign alone, where a vehicle shows no plate
   * @return empty for no plate
   */
  public static String of(String written) {
    String text = written.strip();
    if (text.chars().noneMatch(Character::isLetterOrDigit)) {
      return "";
    }
    try {
      return PlateAlphabet.canonical(PlateText.of(text));
    } catch (IllegalArgumentException e) {
      return text.toUpperCase(Locale.ROOT);
    }
  }
}
