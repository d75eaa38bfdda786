package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Civil plates of European countries, by ISO 3166 code; each line is a country's patterns without
 * separators. Rare and historical plates are left out: they would make everything legal.
 */
final class EuropeFormats {
  /** French letters: no I, O, U. */
  private static final String F = "[ABCDEFGHJKLMNPQRSTVWXYZ]";

  /** Italian letters: no I, O, Q, U. */
  private static final String T = "[ABCDEFGHJKLMNPRSTVWXYZ]";

  /** Spanish consonants: no vowels, no Q. */
  private static final String E = "[BCDFGHJKLMNPRSTVWXYZ]";

  /** Letters of Polish serial numbers: no B, D, I, O, Z. */
  private static final String P = "[ACEFGHJKLMNPQRSTUVWXY]";

  /** Letters that occur with Cyrillic twins. */
  private static final String B = "[ABCEHKMOPTXY]";

  private static final SequencedMap<String, List<String>> PATTERNS = patterns();

  private EuropeFormats() {}

  private static SequencedMap<String, List<String>> patterns() {
    SequencedMap<String, List<String>> map = new LinkedHashMap<>();
    map.put("DE", german());
    map.put("FR", List.of(F + F + "999" + F + F, "999" + F + F + "99", "9999" + F + F + "99"));
    map.put("IT", List.of(T + T + "999" + T + T));
    map.put("ES", List.of("9999" + E + E + E, "L9999LL", "LL9999LL"));
    map.put("GB", List.of("LL99LLL", "L999LLL", "L99LLL", "L9LLL", "LLL999L", "LLL99L", "LLL9L"));
    map.put("NL", dutch());
    map.put("BE", List.of("[12]LLL999", "LLL999", "999LLL"));
    map.put("AT", austrian());
    map.put("CH", swiss());
    map.put("PL", polish());
    map.put("CZ", List.of("9L99999", "9LL9999"));
    map.put("SK", List.of("LL999LL"));
    map.put("HU", List.of("LLL999", "LLLL999"));
    map.put("RO", List.of("LL99LLL", "B99LLL", "B999LLL"));
    map.put("PT", List.of("99LL99", "LL9999", "9999LL", "LL99LL"));
    map.put("HR", croatian());
    map.put("SI", List.of("LLLL999", "LL99LLL", "LL9L999", "LL999LL", "LLLL99L"));
    map.put("RS", List.of("LL999LL", "LL9999LL", "LL99999LL"));
    map.put("BG", List.of(B + "9999" + B + B, B + B + "9999" + B + B));
    map.put("LT", List.of("LLL999"));
    map.put("LV", List.of("LL9999", "LL999", "LL99"));
    map.put("EE", List.of("999LLL"));
    map.put("FI", List.of("LLL999", "LLL99"));
    map.put("SE", List.of("LLL999", "LLL99L"));
    map.put("NO", List.of("LL99999"));
    map.put("DK", List.of("LL99999"));
    map.put("IE", irish());
    map.put("LU", List.of("LL9999", "99999"));
    map.put("GR", List.of("LLL9999"));
    map.put("UA", List.of(B + B + "9999" + B + B));
    return map;
  }

  private static List<String> german() {
    List<String> patterns = new ArrayList<>();
    for (int district = 1; district <= 3; district++) {
      for (int letters = 1; letters <= 2; letters++) {
        for (int digits = 1; digits <= 4; digits++) {
          int length = district + letters + digits;
          if (length >= 4 && length <= 8) {
            String plain = "L".repeat(district + letters) + "9".repeat(digits);
            patterns.add(plain);
            if (length <= 7) {
              patterns.add(plain + "[EH]");
            }
          }
        }
      }
    }
    return patterns.stream().distinct().toList();
  }

  private static List<String> dutch() {
    return List.of(
        "LL9999", "9999LL", "99LL99", "LL99LL", "LLLL99", "99LLLL", "99LLL9", "9LLL99", "LL999L",
        "L999LL", "LLL99L", "L99LLL", "9LL999", "999LL9");
  }

  private static List<String> austrian() {
    List<String> patterns = new ArrayList<>();
    for (int digits = 1; digits <= 5; digits++) {
      for (int letters = 1; letters <= 3; letters++) {
        if (digits + letters >= 3 && digits + letters <= 6) {
          patterns.add("L" + "9".repeat(digits) + "L".repeat(letters));
          if (digits + letters <= 5) {
            patterns.add("LL" + "9".repeat(digits) + "L".repeat(letters));
          }
        }
      }
    }
    return patterns;
  }

  private static List<String> swiss() {
    List<String> patterns = new ArrayList<>();
    String[] cantons = {
      "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW",
      "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH"
    };
    for (String canton : cantons) {
      String literal = "[" + canton.charAt(0) + "][" + canton.charAt(1) + "]";
      for (int digits = 3; digits <= 6; digits++) {
        patterns.add(literal + "9".repeat(digits));
      }
    }
    return patterns;
  }

  private static List<String> croatian() {
    String[] towns = {
      "BJ", "BM", "CK", "DA", "DE", "DJ", "DU", "GS", "IM", "KA", "KC", "KR", "KT", "KZ", "MA",
      "NA", "NG", "OG", "OS", "PU", "PZ", "RI", "SB", "SI", "SK", "SL", "ST", "VK", "VT", "VU",
      "VZ", "ZD", "ZG", "ZU"
    };
    List<String> patterns = new ArrayList<>();
    for (String town : towns) {
      for (String serial : List.of("999L", "999LL", "9999L", "9999LL")) {
        patterns.add("[" + town.charAt(0) + "][" + town.charAt(1) + "]" + serial);
      }
    }
    return patterns;
  }

  private static List<String> polish() {
    List<String> patterns = new ArrayList<>();
    for (String serial : List.of("99999", "9999P", "999PP", "9P999", "9PP99")) {
      patterns.add("LL" + serial.replace("P", P));
    }
    for (String serial : List.of("99999", "P999", "99PP", "9P99", "99P9", "9PP9", "999P")) {
      patterns.add("LLL" + serial.replace("P", P));
    }
    return patterns;
  }

  private static List<String> irish() {
    List<String> patterns = new ArrayList<>();
    for (String county : List.of("L", "LL")) {
      for (int digits = 3; digits <= 6; digits++) {
        patterns.add("99" + county + "9".repeat(digits));
        patterns.add("99[12]" + county + "9".repeat(digits));
      }
    }
    return patterns;
  }

  /** The codes that {@link #of} knows. */
  static List<String> countries() {
    return List.copyOf(PATTERNS.keySet());
  }

  static List<PlateFormat> of(String country) {
    List<String> patterns = PATTERNS.get(country);
    if (patterns == null) {
      return List.of();
    }
    return patterns.stream().map(p -> PlateFormat.of(country, "standard", p)).toList();
  }

  static List<PlateFormat> all() {
    List<PlateFormat> formats = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : PATTERNS.entrySet()) {
      formats.addAll(of(entry.getKey()));
    }
    return formats;
  }
}
