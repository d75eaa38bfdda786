package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.HashMap;
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

  /** British letters: no I, Q. */
  private static final String K = "[ABCDEFGHJKLMNOPRSTUVWXYZ]";

  /** Letters that occur with Cyrillic twins. */
  private static final String B = "[ABCEHKMOPTXY]";

  /** The blue strip with the country's letters is sometimes taken for a character. */
  private static final String STRIP = "-";

  /** Begins a pattern of few vehicles, which is believed less than the others of its country. */
  private static final String RARE = "~";

  private static final double RARE_PENALTY = 1.5;

  /** Austria's districts give 999LL first: 302OZ is likelier than 3020Z. */
  private static final String RARE_IN_AUSTRIA = "LL-9999L";

  private static final double MOST_CARS = 49;

  /** Millions of cars on the road, about. */
  private static final Map<String, Double> CARS = cars();

  private static final SequencedMap<String, List<String>> PATTERNS = patterns();

  private EuropeFormats() {}

  private static Map<String, Double> cars() {
    String millions =
        "DE 49 FR 40 IT 40 GB 33 PL 27 ES 25 UA 10 NL 9 RO 8 CZ 6.5 BE 6 PT 6 GR 6 AT 5 SE 5 CH 5"
            + " HU 4 FI 3 DK 3 NO 3 BG 3 SK 2.5 IE 2.3 RS 2.3 HR 1.9 LT 1.6 SI 1.2 LV 0.8 EE 0.8"
            + " LU 0.5 BA 1.1 AL 0.8 CY 0.7 MK 0.5 MT 0.4 IS 0.3 ME 0.25 LI 0.03";
    Map<String, Double> cars = new HashMap<>();
    String[] words = millions.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      cars.put(words[i], Double.valueOf(words[i + 1]));
    }
    return cars;
  }

  private static SequencedMap<String, List<String>> patterns() {
    SequencedMap<String, List<String>> map = new LinkedHashMap<>();
    map.put("DE", german());
    map.put("FR", List.of(F + F + "-999-" + F + F, "999" + F + F + "99", "9999" + F + F + "99"));
    map.put("IT", List.of(T + T + "-999" + T + T, RARE + T + T + "99999"));
    map.put("ES", spanish());
    map.put("GB", british());
    map.put("NL", dutch());
    map.put("BE", List.of("[12]LLL999", "LLL999", "999LLL"));
    map.put("AT", austrian());
    map.put("CH", swiss());
    map.put("PL", polish());
    map.put("CZ", List.of("9L9-9999", "9LL-9999"));
    map.put("SK", List.of("LL-999LL"));
    map.put("HU", List.of("LLL999", "LL-LL-999", "LLLL999"));
    map.put("RO", List.of("LL99LLL", "B99LLL", "B999LLL"));
    map.put("PT", List.of("99LL99", "LL9999", "9999LL", "LL99LL"));
    map.put("HR", croatian());
    map.put("SI", List.of("LL-LL999", "LL-99LLL", "LL-9L999", "LL-999LL", "LL-LL99L"));
    map.put("RS", List.of("LL-999LL", "LL-9999LL", "LL-99999LL"));
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
    map.put("BA", List.of("[AEJKMOT]99-[AEJKMOT]-999"));
    map.put("AL", List.of("LL-999LL"));
    map.put("CY", List.of("LLL999"));
    map.put("MK", List.of("LL-9999LL"));
    map.put("MT", List.of("LLL999"));
    map.put("IS", List.of("LLL99", "LL999"));
    map.put("ME", List.of("LL-LL999"));
    map.put("LI", List.of("[F][L]-999", "[F][L]-9999", "[F][L]-99999"));
    return map;
  }

  private static List<String> german() {
    List<String> patterns = new ArrayList<>();
    for (int district = 1; district <= 3; district++) {
      for (int letters = 1; letters <= 2; letters++) {
        for (int digits = 1; digits <= 4; digits++) {
          int length = district + letters + digits;
          if (length >= 4 && length <= 8) {
            String plain = "L".repeat(district) + "-" + "L".repeat(letters) + "9".repeat(digits);
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

  /** Trailers and mopeds have their letter before what cars have. */
  private static List<String> spanish() {
    String serial = "9999" + E + E + E;
    return List.of(serial, RARE + "[RC]" + serial, "L9999LL", "LL9999LL");
  }

  /**
   * Since 2001 the digits are the half-year of registration: 02 to 50 from March on and 51 to 99,
   * then 00, from September on. The thirties and later ones are not on the road for a while.
   */
  private static List<String> british() {
    List<String> patterns = new ArrayList<>();
    for (String halfYear : List.of("[0][123456789]", "[12]9", "[5][123456789]", "[67]9")) {
      patterns.add(K + K + halfYear + K + K + K);
    }
    for (String halfYear : List.of("[34]9", "[89]9", "[05][0]")) {
      patterns.add(RARE + K + K + halfYear + K + K + K);
    }
    patterns.addAll(List.of("L999LLL", "L99LLL", "L9LLL", "LLL999L", "LLL99L", "LLL9L"));
    patterns.addAll(northernIrish());
    return patterns;
  }

  /** Two of the three letters are the county's, and one of these is an I or a Z. */
  private static List<String> northernIrish() {
    return List.of("L[I][ABGJLW]9999", "LL[IZ]9999");
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
          String serial = "9".repeat(digits) + "L".repeat(letters);
          patterns.add("L-" + serial);
          if (digits + letters <= 5) {
            String district = "LL-" + serial;
            patterns.add(district.equals(RARE_IN_AUSTRIA) ? RARE + district : district);
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
        patterns.add(literal + "-" + "9".repeat(digits));
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
        patterns.add("[" + town.charAt(0) + "][" + town.charAt(1) + "]-" + serial);
      }
    }
    return patterns;
  }

  private static List<String> polish() {
    List<String> patterns = new ArrayList<>();
    for (String serial : List.of("99999", "9999P", "999PP", "9P999", "9PP99")) {
      patterns.add("LL-" + serial.replace("P", P));
    }
    for (String serial : List.of("99999", "P999", "99PP", "9P99", "99P9", "9PP9", "999P", "PP99")) {
      patterns.add("LLL-" + serial.replace("P", P));
    }
    // Only where all of these are used up.
    for (String serial : List.of("9999P", "999PP", "P99P", "P9PP")) {
      patterns.add(RARE + "LLL-" + serial.replace("P", P));
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
    return of(country, 0);
  }

  private static List<PlateFormat> of(String country, double penalty) {
    return PATTERNS.getOrDefault(country, List.of()).stream()
        .map(pattern -> format(country, pattern, penalty))
        .toList();
  }

  private static PlateFormat format(String country, String pattern, double penalty) {
    boolean rare = pattern.startsWith(RARE);
    String shape = STRIP + (rare ? pattern.substring(RARE.length()) : pattern);
    return PlateFormat.of(country, "standard", shape)
        .withPenalty(penalty + (rare ? RARE_PENALTY : 0));
  }

  /** All countries together; a plate is believed the more the more cars a country has. */
  static List<PlateFormat> all() {
    List<PlateFormat> formats = new ArrayList<>();
    for (String country : countries()) {
      double millions = CARS.getOrDefault(country, MOST_CARS / 4);
      formats.addAll(of(country, Math.log(MOST_CARS / millions) / 4));
    }
    return formats;
  }
}
