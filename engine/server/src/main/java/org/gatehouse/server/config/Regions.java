package org.gatehouse.server.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The plate regions a configuration may name. */
final class Regions {
  /** China, Brazil, the United States, all of Europe or one of its countries, and any format. */
  static final SortedSet<String> KNOWN =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  "AL", "AT", "BA", "BE", "BG", "BR", "CH", "CN", "CY", "CZ", "DE", "DK", "EE",
                  "ES", "EU", "FI", "FR", "GB", "GENERIC", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
                  "LT", "LU", "LV", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE",
                  "SI", "SK", "UA", "US")));

  private Regions() {}
}
