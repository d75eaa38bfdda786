package org.gatehouse.analytics.worker.plate;

import java.util.List;

/**
 * Plates of Brazil: three letters and four digits, the Mercosul ones with a letter among them. A to
 * J replaced the digits of plates that there were already; other letters are on new ones only and
 * are believed a little less, for S looks like 5 and Z like 2.
 */
final class BrazilFormats {
  private static final String REGION = "BR";
  private static final double NEW_PENALTY = 1;

  private BrazilFormats() {}

  static List<PlateFormat> all() {
    return List.of(
        PlateFormat.of(REGION, "standard", "LLL9999"),
        PlateFormat.of(REGION, "mercosul", "LLL9[ABCDEFGHIJ]99"),
        PlateFormat.of(REGION, "mercosul", "LLL9[KLMNOPQRSTUVWXYZ]99").withPenalty(NEW_PENALTY));
  }
}
