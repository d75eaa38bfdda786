package org.gatehouse.analytics.worker.plate;

import java.util.List;

/** Plates of Brazil: three letters and four digits, the Mercosul ones with a letter among them. */
final class BrazilFormats {
  private static final String REGION = "BR";

  private BrazilFormats() {}

  static List<PlateFormat> all() {
    return List.of(
        PlateFormat.of(REGION, "standard", "LLL9999"),
        PlateFormat.of(REGION, "mercosul", "LLL9[ABCDEFGHIJ]99"));
  }
}
