package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.List;

/**
 * Plates of the United States. Serial numbers for passenger cars follow one of few patterns in each
 * state; other plates, such as vanity plates, are letters and digits in any order and believed
 * less.
 */
final class UnitedStatesFormats {
  private static final String REGION = "US";

  /** What serial plates of the states look like, most of them shared by several. */
  private static final List<String> SERIAL =
      List.of(
          "LLL-9999",
          "9LLL999",
          "LL9-L9L",
          "LLL-999",
          "999-LLL",
          "LLL-L99",
          "LLL-99L",
          "L99-LLL",
          "LL99999",
          "LL9-9999",
          "L999999",
          "999-LL9",
          "9LL-999",
          "9LL9999",
          "9999-LL",
          "LL-9999",
          "L999LL",
          "99L-999",
          "9L99999",
          "99LL999",
          "LLL-9L99",
          "LL99LL",
          "9L9999",
          "L99999",
          "L9999L",
          "999-LL",
          "999-L99",
          "LLL-9LL",
          "LL9-99L",
          "L999-9LL",
          "99L-LL9");

  /** Some states number by digits alone; so is much other writing. */
  private static final List<String> DIGITS = List.of("999999", "9999999");

  private static final double DIGITS_PENALTY = 2;
  private static final double OTHER_PENALTY = 2.5;

  private UnitedStatesFormats() {}

  static List<PlateFormat> all() {
    List<PlateFormat> formats = new ArrayList<>();
    SERIAL.forEach(pattern -> formats.add(PlateFormat.of(REGION, "standard", pattern)));
    DIGITS.forEach(
        pattern ->
            formats.add(PlateFormat.of(REGION, "standard", pattern).withPenalty(DIGITS_PENALTY)));
    for (int length = 5; length <= 8; length++) {
      formats.add(
          PlateFormat.of(REGION, "other", "N".repeat(length))
              .withDigits(1)
              .withPenalty(OTHER_PENALTY));
    }
    return List.copyOf(formats);
  }
}
